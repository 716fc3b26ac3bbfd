export interface SeenResident {
  readonly reference: string;
  readonly leases: number;
}

/** What `tresor ps` shows. */
export async function residentsOf(url: string, adminToken: string): Promise<readonly SeenResident[]> {
  const response = await fetch(`${url}/tresor/v1/ps`, { headers: { authorization: `Bearer ${adminToken}` } });
  if (!response.ok) throw new Error(`ps: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { residents: readonly SeenResident[] }).residents;
}
