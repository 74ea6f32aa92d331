/** What the server says when it cannot answer (RFC 9457), with Tidebank's stable code. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly title: string,
    readonly detail: string,
    readonly code: string,
    readonly status: number,
  ) {
    super(detail || title);
  }
}

/** Nobody answered: the server is down or the network is away. */
export const UNREACHABLE = 'SERVER_UNREACHABLE';

/** The server does not know this browser. */
export const SIGN_IN_NEEDED = 'SIGN_IN_NEEDED';

/** The one-time link was used, or has waited too long. */
export const LINK_SPENT = 'LINK_SPENT';

/** Nothing is wrong: the brand is too young for this number. */
export const TOO_EARLY = 'ASSET_HISTORY_MISSING';

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}));
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (key: string, otherwise: string) => (typeof said[key] === 'string' ? said[key] : otherwise);
  return new Problem(
    text('title', response.statusText || 'Error'),
    text('detail', ''),
    text('code', `HTTP_${String(response.status)}`),
    response.status,
  );
}
