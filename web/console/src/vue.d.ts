// For tools that read TypeScript without Vue's compiler; vue-tsc sees each component's real type.
declare module "*.vue" {
  import type { DefineComponent } from "vue";
  const component: DefineComponent;
  export default component;
}
