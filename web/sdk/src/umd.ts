// The UMD bundle is the default export itself, so that a page's <script> and `require` get `TencentCloudChat.create`.
import TencentCloudChat from "./index";
export default TencentCloudChat;
