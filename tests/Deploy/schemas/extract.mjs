// Takes the definitions that the manifests' kinds need out of two npm packages that carry the Kubernetes API as JSON schemas.
//   npm pack kubernetes-models@4.3.1 @kubernetes-models/apimachinery@1.2.2    (unpack each into a folder)
//   node extract.mjs FOLDER-OF-THE-FIRST FOLDER-OF-THE-SECOND > kubernetes.json
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const kinds = {
  "v1/ConfigMap": "io.k8s.api.core.v1.ConfigMap",
  "v1/Namespace": "io.k8s.api.core.v1.Namespace",
  "v1/PersistentVolumeClaim": "io.k8s.api.core.v1.PersistentVolumeClaim",
  "v1/Secret": "io.k8s.api.core.v1.Secret",
  "v1/Service": "io.k8s.api.core.v1.Service",
  "v1/ServiceAccount": "io.k8s.api.core.v1.ServiceAccount",
  "batch/v1/Job": "io.k8s.api.batch.v1.Job",
  "apps/v1/Deployment": "io.k8s.api.apps.v1.Deployment",
  "apps/v1/StatefulSet": "io.k8s.api.apps.v1.StatefulSet",
  "autoscaling/v2/HorizontalPodAutoscaler": "io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler",
  "networking.k8s.io/v1/NetworkPolicy": "io.k8s.api.networking.v1.NetworkPolicy",
  "policy/v1/PodDisruptionBudget": "io.k8s.api.policy.v1.PodDisruptionBudget",
};

const known = new Map();
for (const folder of process.argv.slice(2).map((root) => join(root, "_schemas"))) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const schema = /const schema = (\{[\s\S]*?\n\});/.exec(text);
    const name = /register\)\("([^"]+)"/.exec(text);
    if (schema && name) known.set(name[1], JSON.parse(schema[1]));
  }
}

const definitions = {};
const take = (name) => {
  if (definitions[name]) return;
  if (!known.has(name)) throw new Error(`${name} is in neither package`);
  definitions[name] = known.get(name);
  const walk = (node) => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (node === null || typeof node !== "object") return;
    if (typeof node.$ref === "string") {
      take(node.$ref.replace(/#$/, ""));
      node.$ref = `#/definitions/${node.$ref.replace(/#$/, "")}`;
    }
    Object.values(node).forEach(walk);
  };
  walk(definitions[name]);
};
Object.values(kinds).forEach(take);

const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
process.stdout.write(JSON.stringify({ kinds, definitions: sorted }, null, 1) + "\n");
