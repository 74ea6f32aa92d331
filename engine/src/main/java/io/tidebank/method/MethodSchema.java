package io.tidebank.method;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.tidebank.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** A JSON schema (2020-12) that method files must meet. Worth keeping where many files are read: compiling it takes long. */
public final class MethodSchema {

    private final Schema compiled;
    private final ErrorCode invalid;

    /**
     * Compiles it.
     *
     * @param text the schema
     * @param invalid code of the failure to read a file by it
     */
    public MethodSchema(String text, ErrorCode invalid) {
        this.compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        this.invalid = invalid;
    }

    /** Reads a file and checks it; throws with all its faults. */
    public MethodDocument read(String file, String text) {
        MethodDocument document = MethodDocument.parse(file, text, invalid);
        List<String> faults = new ArrayList<>();
        for (Error error : compiled.validate(document.root())) {
            faults.add(document.fault(path(error), said(error)));
        }
        document.refuse(faults);
        return document;
    }

    private static List<Object> path(Error error) {
        NodePath path = error.getInstanceLocation();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            elements.add(path.getElement(i));
        }
        if (error.getProperty() != null && "additionalProperties".equals(error.getKeyword())) {
            elements.add(error.getProperty());
        }
        return elements;
    }

    private static String said(Error error) {
        return "additionalProperties".equals(error.getKeyword()) ? "unknown field" : error.getMessage();
    }
}
