package io.tidebank.server.collect;

import io.tidebank.server.collect.http.CollectAnswer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where other systems call: {@code /webhooks/BRAND/SOURCE}, or {@code /webhooks/SOURCE} where that is no riddle. */
final class WebhookServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient WebhookReceiver receiver;
    private final transient WrongKeys wrongKeys;

    WebhookServlet(WebhookReceiver receiver, WrongKeys wrongKeys) {
        this.wrongKeys = wrongKeys;
        this.receiver = receiver;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            CollectAnswer.no(405, "post_only", "Documents are posted").writeTo(response);
            return;
        }
        wrongKeys
                .counted(receiver.take(WebhookReceiver.Called.by(request)), request)
                .writeTo(response);
    }
}
