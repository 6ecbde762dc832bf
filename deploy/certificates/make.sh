#!/usr/bin/env bash
# Makes what TLS of a cluster needs: an authority for this cluster alone, and from it a certificate for silos and one for clients.
#   deploy/certificates/make.sh FOLDER [DAYS]
# A second run keeps the authority and renews the other two. Keep authority/ca.key away from the cluster: who has it can make silos.
set -euo pipefail
[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: $0 FOLDER [DAYS]" >&2; exit 2; }
folder=$1
days=${2:-90}
[[ $days =~ ^[1-9][0-9]*$ ]] || { echo "DAYS is '$days'; a whole number of 1 or more is wanted." >&2; exit 2; }
command -v openssl >/dev/null || { echo "openssl is needed (Debian: apt-get install openssl)." >&2; exit 1; }
umask 077

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

authority=$folder/authority
if [ ! -e "$authority/ca.key" ]; then
  mkdir -p "$authority"
  key "$authority/ca.key"
  openssl req -x509 -new -sha256 -key "$authority/ca.key" -days 3650 -subj "/CN=reagent authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out "$authority/ca.crt"
fi

# A peer is known by its authority, not by its name, so one certificate serves all silos; each side of a connection shows one.
certificate() { # name, extended key usages
  local own=$folder/$1 serial
  mkdir -p "$own"
  key "$own/tls.key.new"
  serial=0x01$(openssl rand -hex 15)
  openssl req -new -sha256 -key "$own/tls.key.new" -subj "/CN=reagent $1" -out "$own/request.pem"
  openssl x509 -req -sha256 -in "$own/request.pem" -CA "$authority/ca.crt" -CAkey "$authority/ca.key" -set_serial "$serial" -days "$days" -out "$own/tls.crt.new" \
    -extfile <(printf '%s\n' "basicConstraints=critical,CA:FALSE" "keyUsage=critical,digitalSignature" "extendedKeyUsage=$2" "subjectAltName=DNS:reagent-$1") 2>/dev/null
  rm "$own/request.pem"
  mv "$own/tls.key.new" "$own/tls.key"
  mv "$own/tls.crt.new" "$own/tls.crt"
  cp "$authority/ca.crt" "$own/ca.crt"
}

certificate silo serverAuth,clientAuth
certificate client clientAuth
echo "$folder: authority/ca.key (keep it safe), silo/ and client/ with tls.crt, tls.key and ca.crt, valid for $days days"
