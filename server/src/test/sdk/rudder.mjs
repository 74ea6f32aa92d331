// The same with RudderStack's SDK for Node, which compresses: node rudder.mjs URL WRITE_KEY COUNT
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { calls } from './calls.mjs'

const [dataPlaneUrl, writeKey, count] = process.argv.slice(2)
const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl, flushAt: 10, flushInterval: 200 })
for (const { type, ...call } of calls(Number(count))) {
  analytics[type](call)
}
await analytics.flush()
