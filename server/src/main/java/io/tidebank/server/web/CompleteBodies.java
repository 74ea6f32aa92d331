package io.tidebank.server.web;

import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import io.tidebank.server.wire.WireJson;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies that lack what their record demands: what is not {@code @Nullable} there must be sent, and no list holds null. */
@RestControllerAdvice
class CompleteBodies extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return parameter.getParameterType().isRecord();
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw new TidebankException(ServerError.REQUEST_INVALID, "The body is null; an object is expected here");
        }
        List<String> missing = new ArrayList<>();
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            Object value = valueOf(component, body);
            boolean needed = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (needed && value == null) {
                missing.add("'" + WireJson.name(component.getName()) + "'");
            }
            if (value instanceof Collection<?> values && values.stream().anyMatch(Objects::isNull)) {
                missing.add("a value in '" + WireJson.name(component.getName()) + "'");
            }
        }
        if (!missing.isEmpty()) {
            throw new TidebankException(ServerError.REQUEST_INVALID, "The body lacks " + String.join(" and ", missing));
        }
        return body;
    }

    private static @Nullable Object valueOf(RecordComponent component, Object body) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record that hides its components", e);
        }
    }
}
