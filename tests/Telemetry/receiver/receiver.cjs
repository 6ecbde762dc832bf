// Receives OTLP over HTTP on a free port of loopback, and writes every message as one line of JSON. The first line says where it listens.
const { MockOtlpServer } = require('@elastic/mockotlpserver');
const { JSONPrinter } = require('@elastic/mockotlpserver/lib/printers');
const luggite = require('@elastic/mockotlpserver/lib/luggite');

const log = luggite.createLogger({ name: 'receiver' });
log.level('fatal');
const server = new MockOtlpServer({ log, services: ['http'], httpHostname: '127.0.0.1', httpPort: 0 });
server.start().then(() => {
    console.log(JSON.stringify({ listening: server.httpUrl.toString() }));
    new JSONPrinter(log, 0).subscribe();
});

// It ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume();
