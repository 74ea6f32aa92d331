// Makes the calls of calls.json and many small ones with Segment's SDK for Node: node segment.mjs URL WRITE_KEY COUNT
import { Analytics } from '@segment/analytics-node'
import { calls } from './calls.mjs'

const [host, writeKey, count] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host, flushAt: 10, flushInterval: 200 })
analytics.on('error', (error) => console.error(error))
for (const { type, ...call } of calls(Number(count))) {
  analytics[type](call)
}
await analytics.closeAndFlush({ timeout: 30_000 })
