// Checks Kubernetes manifests, given as files, against the schemas of Kubernetes and of the custom resources: fields that do not exist, by the
// types of TypeScript; values, by the schemas; kinds that no package has, by CRDs (--crds <folder>).
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import yaml from 'js-yaml';

const packages = {
  'external-secrets.io': '@kubernetes-models/external-secrets/',
  'keda.sh': '@kubernetes-models/keda/',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator/',
};
const crds = process.argv[2] === '--crds' ? readCrds(process.argv[3]) : new Map();
const files = process.argv.slice(crds.size > 0 ? 4 : 2).filter((file) => file !== '--crds');
const documents = files.flatMap((file) => yaml.loadAll(readFileSync(file, 'utf8'), null, { schema: yaml.JSON_SCHEMA }).filter(Boolean));
const errors = [];
const unknown = [];
const typed = [];

for (const document of documents) {
  const name = `${document.kind} ${document.metadata.name}`;
  const crd = crds.get(`${document.apiVersion} ${document.kind}`);
  if (crd) {
    const check = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(closed(crd));
    if (!check(document)) errors.push(...check.errors.map((error) => `${name}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
    continue;
  }
  const group = document.apiVersion.split('/')[0];
  if (group.includes('.') && !group.endsWith('.k8s.io') && !packages[group]) {
    unknown.push(`${document.apiVersion} ${document.kind}`);
    continue;
  }
  // The package of External Secrets ends before v1, which has the same fields.
  const version = document.apiVersion.replace('external-secrets.io/v1', 'external-secrets.io/v1beta1').replace('v1beta1beta1', 'v1beta1');
  const from = `${packages[group] ?? 'kubernetes-models/'}${version}/${document.kind}`;
  const known = { ...document, apiVersion: version };
  try {
    const model = (await import(from))[document.kind];
    new model(known).validate();
  } catch (error) {
    errors.push(`${name}: ${error.message}`);
    continue;
  }
  typed.push(`import { I${document.kind} as T${typed.length} } from '${from}'; export const d${typed.length}: T${typed.length} = ${JSON.stringify(known, null, 1)};`);
}

const source = join(import.meta.dirname, 'checked.ts');
typed.forEach((text, number) => writeFileSync(source.replace('.ts', `${number}.ts`), text));
try {
  execFileSync(
    join(import.meta.dirname, 'node_modules/.bin/tsc'),
    ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', ...typed.map((_, number) => source.replace('.ts', `${number}.ts`))],
    { encoding: 'utf8' },
  );
} catch (error) {
  errors.push(error.stdout);
}

if (unknown.length > 0) console.log(`Not checked, as their schema is not here (CRDS): ${[...new Set(unknown)].join(', ')}`);
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
console.log(`${documents.length - unknown.length} resources are as their schemas say.`);

function readCrds(folder) {
  const schemas = new Map();
  for (const file of readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)))
    for (const crd of yaml.loadAll(readFileSync(join(folder, file), 'utf8')).filter((crd) => crd?.kind === 'CustomResourceDefinition'))
      for (const version of crd.spec.versions)
        schemas.set(`${crd.spec.group}/${version.name} ${crd.spec.names.kind}`, version.schema.openAPIV3Schema);
  return schemas;
}

/** As the API server prunes: fields that a schema does not name are none. */
function closed(schema, top = true) {
  if (Array.isArray(schema)) return schema.map((part) => closed(part, false));
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value, top && key === 'properties')]));
  if (copy['x-kubernetes-int-or-string']) return { anyOf: [{ type: 'integer' }, { type: 'string' }] };
  if (copy.type === 'object' && copy.properties && !copy.additionalProperties && !copy['x-kubernetes-preserve-unknown-fields'])
    copy.additionalProperties = false;
  // An object of its own for Kubernetes, such as metadata, is no part of a CRD's schema.
  if (copy.type === 'object' && top === true && copy.properties?.metadata) copy.properties.metadata = {};
  return copy;
}
