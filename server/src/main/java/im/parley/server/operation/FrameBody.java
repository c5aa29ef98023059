package im.parley.server.operation;

/// The body of an answer that writes itself, since it is sent too often for data binding.
@FunctionalInterface
public interface FrameBody {
    /// Adds one JSON object.
    void addTo(JsonText text);
}
