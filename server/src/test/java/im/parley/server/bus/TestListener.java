package im.parley.server.bus;

import java.util.List;
import java.util.function.Consumer;

/// Listens to a bus that loses nothing.
///
/// @param heard what to do with each batch
public record TestListener(Consumer<List<Envelope>> heard) implements Bus.Listener {
    @Override
    public void received(List<Envelope> batch) {
        heard.accept(batch);
    }

    @Override
    public void gap() {}
}
