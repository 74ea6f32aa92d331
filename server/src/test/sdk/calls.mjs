import { readFileSync } from 'node:fs'

/** The calls that every SDK makes, then as many small ones. */
export function calls(count) {
  const story = JSON.parse(readFileSync(new URL('./calls.json', import.meta.url), 'utf8'))
  const small = Array.from({ length: count }, (_, n) => ({
    type: 'track', userId: 'u1', event: 'Counted', properties: { n },
  }))
  return [...story, ...small]
}
