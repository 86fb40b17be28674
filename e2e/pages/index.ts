// Page objects: the only place that knows selectors.
export { SignIn, SignUp } from "./account";
export { DealsPage } from "./deals";
export { JoinPage } from "./join";
export { PlanPage, SharingTab, ShareForm } from "./plan";
