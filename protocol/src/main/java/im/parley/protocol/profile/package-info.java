/// What users tell about themselves.
@NullMarked
package im.parley.protocol.profile;

import org.jspecify.annotations.NullMarked;
