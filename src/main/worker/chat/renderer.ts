export type TemplateVariables = Record<string, unknown>;

export interface TemplateRenderer {
  /** @throws Error with the template's own message when it refuses the messages */
  render(variables: TemplateVariables): string;
}
