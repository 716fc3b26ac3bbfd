import { z } from "zod";

const modelLayer = "application/vnd.ollama.image.model";
const blobDigestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const manifestSchema = z.object({
  layers: z.array(z.object({ mediaType: z.string(), digest: z.string(), size: z.number().int().nonnegative() })),
});

/** The digests of the weights that a manifest names; projectors, adapters, templates and parameters are none. Null: it is no manifest. */
export function weightsIn(text: string): readonly string[] | null {
  try {
    const { layers } = manifestSchema.parse(JSON.parse(text));
    return layers
      .filter(({ mediaType }) => mediaType === modelLayer)
      .map(({ digest }) => blobDigestSchema.parse(digest));
  } catch {
    return null;
  }
}

/** Where a manifest lies below `manifests`. */
export interface ManifestPlace {
  readonly host: string;
  readonly namespace: string;
  readonly name: string;
  readonly tag: string;
}

const defaultHost = "registry.ollama.ai";
const defaultNamespace = "library";

/** The name as `ollama list` prints it: what goes without saying is left out. */
export function ollamaName({ host, namespace, name, tag }: ManifestPlace): string {
  if (host !== defaultHost) return `${host}/${namespace}/${name}:${tag}`;
  return namespace === defaultNamespace ? `${name}:${tag}` : `${namespace}/${name}:${tag}`;
}

/** A repository on Hugging Face by its own name, one of a registry with the registry's. */
export function ollamaRepository({ host, namespace, name }: ManifestPlace): string {
  const repository = `${namespace}/${name}`;
  return host === "hf.co" || host === "huggingface.co" ? repository : `${host}/${repository}`;
}

/** Names become references: what could not be one, or could lead elsewhere as a path, is none. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(name);
}
