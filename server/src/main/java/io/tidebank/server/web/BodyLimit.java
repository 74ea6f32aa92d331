package io.tidebank.server.web;

import io.tidebank.access.Caller;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.access.Callers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no body of the API grow past what any of its calls needs: what is read is held in memory, and one of them is open
 * to strangers.
 */
public final class BodyLimit extends OncePerRequestFilter {

    /** A link's key. */
    static final long OF_STRANGERS = 4 << 10;

    /** A file of exchange rates, a mapping, a row of a file. */
    static final long OF_CALLERS = 16 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean known = request.getAttribute(Callers.ATTRIBUTE) instanceof Caller caller && caller.isKnown();
        chain.doFilter(new Limited(request, known ? OF_CALLERS : OF_STRANGERS), response);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long most;

        Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > most) {
                throw tooLarge(most);
            }
            return new Counted(super.getInputStream(), most);
        }
    }

    private static TidebankException tooLarge(long most) {
        return new TidebankException(
                ServerError.BODY_TOO_LARGE, "The body is larger than the %,d bytes that go here".formatted(most));
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private final long most;
        private long read;

        Counted(ServletInputStream body, long most) {
            this.body = body;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = body.read(bytes, from, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > most) {
                throw tooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
