package io.tidebank.server.sdk;

import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.tidebank.server.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import tools.jackson.core.type.TypeReference;

/** Makes the calls of {@code calls.json} with the published SDKs for Java. */
final class JavaSdks {

    private static final int PATIENCE_SECONDS = 60;

    private JavaSdks() {}

    /** With Segment's, compressed as its sample does that. */
    static void segment(String url, String writeKey, int count) throws Exception {
        List<Map<String, Object>> calls = calls(count);
        CountDownLatch sent = new CountDownLatch(calls.size());
        Analytics analytics = Analytics.builder(writeKey)
                .endpoint(url)
                .client(new OkHttpClient.Builder()
                        .addInterceptor(new Compressing())
                        .build())
                .flushQueueSize(10)
                .flushInterval(1, TimeUnit.SECONDS)
                .callback(new SegmentCallback(sent))
                .build();
        calls.forEach(call -> analytics.enqueue(segment(call)));
        analytics.flush();
        await(sent);
        analytics.shutdown();
    }

    /** With RudderStack's, which compresses by itself. */
    static void rudder(String url, String writeKey, int count) throws Exception {
        List<Map<String, Object>> calls = calls(count);
        CountDownLatch sent = new CountDownLatch(calls.size());
        RudderAnalytics analytics = RudderAnalytics.builder(writeKey)
                .setDataPlaneUrl(url)
                .flushQueueSize(10)
                .flushInterval(1, TimeUnit.SECONDS)
                .callback(new RudderCallback(sent))
                .build();
        calls.forEach(call -> analytics.enqueue(rudder(call)));
        analytics.flush();
        await(sent);
        analytics.shutdown();
    }

    private static void await(CountDownLatch sent) throws InterruptedException {
        if (!sent.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(sent.getCount() + " messages were not delivered");
        }
    }

    /** The calls of {@code calls.json}, then as many small ones. */
    static List<Map<String, Object>> calls(int count) throws IOException {
        String story = Files.readString(Path.of("src", "test", "sdk", "calls.json"));
        List<Map<String, Object>> calls =
                new ArrayList<>(WireJson.mapper().readValue(story, new TypeReference<List<Map<String, Object>>>() {}));
        for (int n = 0; n < count; n++) {
            calls.add(Map.of("type", "track", "userId", "u1", "event", "Counted", "properties", Map.of("n", n)));
        }
        return calls;
    }

    private static MessageBuilder<?, ?> segment(Map<String, Object> call) {
        MessageBuilder<?, ?> message = switch (text(call, "type")) {
            case "identify" -> IdentifyMessage.builder().traits(map(call, "traits"));
            case "track" -> TrackMessage.builder(text(call, "event")).properties(map(call, "properties"));
            case "page" -> PageMessage.builder(text(call, "name")).properties(paged(call));
            case "screen" -> ScreenMessage.builder(text(call, "name")).properties(map(call, "properties"));
            case "group" -> GroupMessage.builder(text(call, "groupId")).traits(map(call, "traits"));
            default -> AliasMessage.builder(text(call, "previousId"));
        };
        message.userId(text(call, "userId"));
        return message;
    }

    private static com.rudderstack.sdk.java.analytics.messages.MessageBuilder<?, ?> rudder(Map<String, Object> call) {
        var message = switch (text(call, "type")) {
            case "identify" ->
                com.rudderstack.sdk.java.analytics.messages.IdentifyMessage.builder()
                        .traits(map(call, "traits"));
            case "track" ->
                com.rudderstack.sdk.java.analytics.messages.TrackMessage.builder(text(call, "event"))
                        .properties(map(call, "properties"));
            case "page" ->
                com.rudderstack.sdk.java.analytics.messages.PageMessage.builder(text(call, "name"))
                        .properties(paged(call));
            case "screen" ->
                com.rudderstack.sdk.java.analytics.messages.ScreenMessage.builder(text(call, "name"))
                        .properties(map(call, "properties"));
            case "group" ->
                com.rudderstack.sdk.java.analytics.messages.GroupMessage.builder(text(call, "groupId"))
                        .traits(map(call, "traits"));
            default -> com.rudderstack.sdk.java.analytics.messages.AliasMessage.builder(text(call, "previousId"));
        };
        message.userId(text(call, "userId"));
        return message;
    }

    /** These SDKs have no place for a category but the properties. */
    private static Map<String, Object> paged(Map<String, Object> call) {
        Map<String, Object> properties = new LinkedHashMap<>(map(call, "properties"));
        properties.put("category", text(call, "category"));
        return properties;
    }

    private static String text(Map<String, Object> call, String field) {
        return String.valueOf(call.get(field));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> call, String field) {
        return (Map<String, Object>) call.getOrDefault(field, Map.of());
    }

    private record SegmentCallback(CountDownLatch sent) implements com.segment.analytics.Callback {

        @Override
        public void success(com.segment.analytics.messages.Message message) {
            sent.countDown();
        }

        @Override
        public void failure(com.segment.analytics.messages.Message message, Throwable failure) {}
    }

    private record RudderCallback(CountDownLatch sent) implements com.rudderstack.sdk.java.analytics.Callback {

        @Override
        public void success(com.rudderstack.sdk.java.analytics.messages.Message message) {
            sent.countDown();
        }

        @Override
        public void failure(com.rudderstack.sdk.java.analytics.messages.Message message, Throwable failure) {}
    }

    private static final class Compressing implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            RequestBody body = request.body();
            if (body == null) {
                return chain.proceed(request);
            }
            RequestBody compressed = new RequestBody() {

                @Override
                public MediaType contentType() {
                    return body.contentType();
                }

                @Override
                public void writeTo(BufferedSink sink) throws IOException {
                    try (BufferedSink gzip = Okio.buffer(new GzipSink(sink))) {
                        body.writeTo(gzip);
                    }
                }
            };
            return chain.proceed(request.newBuilder()
                    .header("Content-Encoding", "gzip")
                    .method(request.method(), compressed)
                    .build());
        }
    }
}
