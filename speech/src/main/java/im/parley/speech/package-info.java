/// Speech to text by engines that are large, slow to load or native, in a process of their own that the server
/// starts when it needs one, see [SpeechWorker].
@NullMarked
package im.parley.speech;

import org.jspecify.annotations.NullMarked;
