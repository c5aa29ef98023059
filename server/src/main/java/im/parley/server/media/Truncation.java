package im.parley.server.media;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/// Notices that an image ended early, which some readers only warn of and fill with grey.
final class Truncation implements IIOReadWarningListener {
    private boolean seen;

    boolean seen() {
        return seen;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        var text = warning.toLowerCase(Locale.ROOT);
        seen |= text.contains("premature") || text.contains("truncat") || text.contains("unexpected end");
    }
}
