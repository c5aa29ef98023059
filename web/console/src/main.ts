import { createApp } from "vue";
import "./styles/elements";
import "../../client/src/styles/tokens.css";
import "../../client/src/styles/base.css";
import "./styles/console.css";
import App from "./App.vue";

createApp(App).mount("#app");
