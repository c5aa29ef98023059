package im.parley.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.ProtocolJson;

/// Operations as the text of a request frame.
final class Requests {
    private Requests() {}

    static String text(long id, Operation<?> operation) {
        var name = operation.getClass().getAnnotation(Op.class);
        if (name == null) {
            throw new IllegalArgumentException(operation.getClass() + " has no @Op");
        }
        try {
            return "{\"id\":" + id + ",\"op\":\"" + name.value() + "\",\"body\":"
                    + ProtocolJson.mapper().writeValueAsString(operation) + '}';
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("cannot write " + operation, broken);
        }
    }
}
