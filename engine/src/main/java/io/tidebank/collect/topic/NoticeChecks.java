package io.tidebank.collect.topic;

import io.tidebank.collect.intake.RequestChecks;
import io.tidebank.collect.protocol.Call;
import io.tidebank.collect.protocol.Limits;
import io.tidebank.collect.protocol.Request;
import io.tidebank.collect.protocol.RequestReader;
import java.security.PublicKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a brand as its home tells them.
 *
 * @param sealingKey what its requests are sealed with
 */
record NoticeChecks(Limits requestLimits, int eventsPerSecond, RequestReader requests, PublicKey sealingKey)
        implements RequestChecks {

    /** Null if the key is none. */
    static @Nullable NoticeChecks of(BrandNotice notice) {
        PublicKey key = TopicKeys.parse(notice.sealingKey());
        Limits limits = notice.limits().limits();
        RequestReader reader = new RequestReader(limits, () -> UUID.randomUUID().toString());
        return key == null ? null : new NoticeChecks(limits, notice.eventsPerSecond(), reader, key);
    }

    @Override
    public Request parse(Call call, byte[] body) {
        return requests.read(call, body);
    }

    @Override
    public List<byte[]> halves(byte[] body) {
        return requests.halves(body);
    }
}
