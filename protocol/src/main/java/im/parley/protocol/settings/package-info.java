/// What the server tells its clients about limits and switches.
@NullMarked
package im.parley.protocol.settings;

import org.jspecify.annotations.NullMarked;
