// Quick ways in, for specs whose promise begins inside a plan: as a seller with an account, as a buyer by the link of their mail.
import type { Page } from "@playwright/test";
import { invitationOf } from "../fixtures/negotiation";
import type { Server } from "../fixtures/server";
import { SignIn } from "./account";
import { PlanPage } from "./plan";

/** Signs a seller in and opens a plan. */
export async function asSeller(page: Page, planId: string, tab = "", email = "ada@orbit.example"): Promise<PlanPage> {
  await page.goto("/sign-in");
  await new SignIn(page).as(email);
  await page.waitForURL("**/deals");
  return new PlanPage(page).visit(planId, tab);
}

/** Joins as the buyer with this address, by the invitation in their mail. */
export async function asBuyer(page: Page, server: Server, email: string, tab = ""): Promise<PlanPage> {
  await page.goto(await invitationOf(server, email));
  await page.getByRole("button", { name: "Join room" }).click();
  await page.waitForURL(/\/plans\/plan_/);
  const planId = /plan_[a-z0-9]+/.exec(page.url())![0];
  return new PlanPage(page).visit(planId, tab);
}
