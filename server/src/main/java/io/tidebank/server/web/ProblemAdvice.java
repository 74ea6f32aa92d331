package io.tidebank.server.web;

import io.tidebank.error.ErrorCode;
import io.tidebank.error.TidebankException;
import io.tidebank.server.ServerError;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place that turns failures into answers: RFC 9457 problems with our own code. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int MOST_OF_A_NAME = 64;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> known(TidebankException failure) {
        if (failure.code().kind() == ErrorCode.Kind.INTERNAL) {
            LOG.error("{}", failure.code().name(), failure);
        }
        HttpStatus status = failure.code() == ServerError.BODY_TOO_LARGE
                ? HttpStatus.CONTENT_TOO_LARGE
                : status(failure.code().kind());
        return problem(status, failure.code(), String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException failure) {
        return wrongParameter(failure.getName(), failure.getRequiredType() == LocalDate.class, failure.getValue());
    }

    /** The same of parameters that are read together; those that are not plain text are days. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameters(MethodArgumentNotValidException failure) {
        FieldError first = failure.getFieldErrors().getFirst();
        return wrongParameter(first.getField(), true, first.getRejectedValue());
    }

    private static ResponseEntity<ProblemDetail> wrongParameter(String name, boolean date, @Nullable Object value) {
        return problem(
                HttpStatus.BAD_REQUEST,
                ServerError.REQUEST_INVALID,
                "Parameter '%s' is no %s: '%s'".formatted(name, date ? "date (2026-12-31)" : "number", value));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongBody(HttpMessageNotReadableException failure) {
        if (failure.getCause() instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(name -> "'" + name + "'")
                    .sorted()
                    .collect(Collectors.joining(", "));
            return problem(
                    HttpStatus.BAD_REQUEST,
                    ServerError.REQUEST_INVALID,
                    "The body has a member '%s' that nothing is known of here; there is %s"
                            .formatted(shortened(unknown.getPropertyName()), known));
        }
        return problem(HttpStatus.BAD_REQUEST, ServerError.REQUEST_INVALID, "The body is not the JSON expected here");
    }

    private static String shortened(String name) {
        return name.length() <= MOST_OF_A_NAME ? name : name.substring(0, MOST_OF_A_NAME) + "...";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> nothingThere(NoResourceFoundException failure) {
        return problem(
                HttpStatus.NOT_FOUND,
                ServerError.PAGE_NOT_FOUND,
                "Nothing at /%s".formatted(failure.getResourcePath()));
    }

    /** Null if the caller has hung up: there is nobody to answer, and nothing is wrong. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> anythingElse(Exception failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null;
        }
        if (failure instanceof ErrorResponse answer) {
            HttpStatus status = HttpStatus.valueOf(answer.getStatusCode().value());
            return problem(
                    status,
                    ServerError.REQUEST_INVALID,
                    Objects.requireNonNullElse(answer.getBody().getDetail(), status.getReasonPhrase()));
        }
        LOG.error("Unexpected", failure);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                ServerError.INTERNAL,
                "A fault of Tidebank; the server's log says more");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, ErrorCode code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code.name());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus status(ErrorCode.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT, CANCELLED -> HttpStatus.CONFLICT;
            case UNKNOWN -> HttpStatus.GATEWAY_TIMEOUT;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
