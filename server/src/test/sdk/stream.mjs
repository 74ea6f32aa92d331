// Tracks without an end, and says which events the SDK was told are taken: node stream.mjs URL WRITE_KEY
// Ends when its input does, after what waits has been sent.
import { Analytics } from '@segment/analytics-node'

const [host, writeKey] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host, flushAt: 5, flushInterval: 100, maxRetries: 100 })
let n = 0
const timer = setInterval(() => {
  const messageId = `node-${n++}`
  analytics.track({ userId: 'u1', event: 'Streamed', messageId, properties: { n } }, (error) => {
    if (!error) {
      process.stdout.write(`${messageId}\n`)
    }
  })
}, 10)
process.stdin.resume()
process.stdin.on('end', async () => {
  clearInterval(timer)
  await analytics.closeAndFlush({ timeout: 60_000 })
  process.exit(0)
})
