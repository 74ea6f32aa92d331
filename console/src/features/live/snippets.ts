/** Ways to send events, by where they run, each with what to paste. */
export const WAYS = {
  web: ['page', 'browser'],
  server: ['node', 'java', 'python'],
  app: ['kotlin', 'swift'],
  rudder: ['rudderBrowser', 'rudderNode', 'rudderJava'],
  other: ['curl', 'pixel'],
} as const;
export type Place = keyof typeof WAYS;
export type Way = (typeof WAYS)[Place][number];

export const PLACES = Object.keys(WAYS) as Place[];

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  page: 'HTML',
  browser: 'analytics.js',
  node: 'Node.js',
  java: 'Java',
  python: 'Python',
  kotlin: 'Kotlin (Android)',
  swift: 'Swift (iOS)',
  rudderBrowser: 'JavaScript',
  rudderNode: 'Node.js',
  rudderJava: 'Java',
  curl: 'curl',
  pixel: 'Pixel',
};

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** What is said below a snippet: of this machine alone where page and server both are. */
export function hints(place: Place, hostname: string, fromElsewhere: boolean): readonly ('codeHint' | 'overTls' | 'local')[] {
  const local = LOOPBACK.test(hostname) && !fromElsewhere;
  return ['codeHint', ...(place === 'app' ? ['overTls' as const] : []), ...(local ? ['local' as const] : [])];
}

/** What a snippet is filled in with. */
export interface Filling {
  readonly server: string;
  readonly key: string;
  /** The brand's: what is tried out must not bring money of another one. */
  readonly currency: string;
}

/** What to paste, with the source's own key and this server's address. */
export function snippet(way: Way, { server, key, currency }: Filling): string {
  return SNIPPETS[way]
    .replaceAll('{server}', server)
    .replaceAll('{host}', server.replace(/^https?:\/\//, ''))
    .replaceAll('{key}', key)
    .replaceAll('{currency}', currency);
}

/** Each sends something harmless: an order would be money that counts. */
const SNIPPETS: Readonly<Record<Way, string>> = {
  page: `<script>
(function (server, key) {
  var analytics = (window.analytics = window.analytics || []);
  'page track identify group alias screen reset ready on once off setAnonymousId'
    .split(' ')
    .forEach(function (method) {
      analytics[method] = function () {
        analytics.push([method].concat([].slice.call(arguments)));
        return analytics;
      };
    });
  analytics._writeKey = key;
  analytics._cdn = server;
  var script = document.createElement('script');
  script.async = true;
  script.src = server + '/analytics.js/v1/' + key + '/analytics.min.js';
  document.head.appendChild(script);
  analytics.page();
})('{server}', '{key}');
</script>

<script>
  analytics.track('Product Viewed', { product_id: 'sku-1', price: 129, currency: '{currency}' });
</script>`,
  browser: `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({
  writeKey: '{key}',
  cdnURL: '{server}',
});

analytics.page();
analytics.track('Product Viewed', { product_id: 'sku-1', price: 129, currency: '{currency}' });`,
  node: `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: '{key}',
  host: '{server}',
});

analytics.track({
  userId: 'u-1',
  event: 'Product Viewed',
  properties: { product_id: 'sku-1', price: 129, currency: '{currency}' },
});
await analytics.closeAndFlush();`,
  java: `// com.segment.analytics.java:analytics
Analytics analytics = Analytics.builder("{key}")
        .endpoint("{server}")
        .build();

analytics.enqueue(TrackMessage.builder("Product Viewed")
        .userId("u-1")
        .properties(Map.of("product_id", "sku-1", "price", 129, "currency", "{currency}")));
analytics.flush();`,
  python: `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = '{key}'
analytics.host = '{server}'

analytics.track('u-1', 'Product Viewed', {'product_id': 'sku-1', 'price': 129, 'currency': '{currency}'})
analytics.flush()`,
  kotlin: `// com.segment.analytics.kotlin:android
val analytics = Analytics("{key}", applicationContext) {
    // Without a scheme: the SDK calls by https.
    apiHost = "{host}/v1"
    cdnHost = "{host}/v1"
}

analytics.track("Product Viewed", buildJsonObject {
    put("product_id", "sku-1")
    put("price", 129)
    put("currency", "{currency}")
})`,
  swift: `// https://github.com/segmentio/analytics-swift
// Hosts without a scheme: the SDK calls by https.
let analytics = Analytics(configuration: Configuration(writeKey: "{key}")
    .apiHost("{host}/v1")
    .cdnHost("{host}/v1"))

analytics.track(
    name: "Product Viewed",
    properties: ["product_id": "sku-1", "price": 129, "currency": "{currency}"])`,
  rudderBrowser: `// npm install @rudderstack/analytics-js
import { RudderAnalytics } from '@rudderstack/analytics-js';

const analytics = new RudderAnalytics();
analytics.load('{key}', '{server}', { configUrl: '{server}' });

analytics.page();
analytics.track('Product Viewed', { product_id: 'sku-1', price: 129, currency: '{currency}' });`,
  rudderNode: `// npm install @rudderstack/rudder-sdk-node
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const client = new RudderAnalytics('{key}', {
  dataPlaneUrl: '{server}',
});

client.track({
  userId: 'u-1',
  event: 'Product Viewed',
  properties: { product_id: 'sku-1', price: 129, currency: '{currency}' },
});`,
  rudderJava: `// com.rudderstack.sdk.java.analytics:analytics
RudderAnalytics analytics = RudderAnalytics.builder("{key}")
        .setDataPlaneUrl("{server}")
        .build();

analytics.enqueue(TrackMessage.builder("Product Viewed")
        .userId("u-1")
        .properties(Map.of("product_id", "sku-1", "price", 129, "currency", "{currency}")));
analytics.flush();`,
  curl: `curl -u '{key}:' {server}/v1/track \\
  -H 'content-type: application/json' \\
  -d '{"userId": "u-1", "event": "Product Viewed", "properties": {"product_id": "sku-1"}}'`,
  pixel: `<img alt="" width="1" height="1"
  src="{server}/v1/pixel/track?writeKey={key}&event=Product%20Viewed&anonymousId=reader-1">`,
};
