/// What helps a reader understand a message: translation, and speech made text.
@NullMarked
package im.parley.protocol.assist;

import org.jspecify.annotations.NullMarked;
