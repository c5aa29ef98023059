/// The Java SDK: the same methods, names and events as the web SDK, for any program on the JVM.
@NullMarked
package im.parley.sdk;

import org.jspecify.annotations.NullMarked;
