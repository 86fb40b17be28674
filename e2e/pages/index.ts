// Page objects: the only place that knows selectors.
export { SignIn, SignUp } from "./account";
export { AgreementTab } from "./agreement";
export { DealsPage } from "./deals";
export { asBuyer, asSeller } from "./enter";
export { PlaceForm } from "./form";
export { GuidedStart } from "./guide";
export { JoinPage } from "./join";
export { HealthTab, RisksTab } from "./judge";
export { BuyersCalendar, PeopleTab } from "./people";
export { PlanPage, SharingTab, ShareForm } from "./plan";
export { UpdatesTab } from "./updates";
