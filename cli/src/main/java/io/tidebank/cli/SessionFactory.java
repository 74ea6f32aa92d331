package io.tidebank.cli;

import io.tidebank.cli.session.Session;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes the verbs: those that have a constructor for it get the session. */
final class SessionFactory implements CommandLine.IFactory {

    private final Session session;

    SessionFactory(Session session) {
        this.session = session;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Session.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(session));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
