//! The tables as diesel sees them; one schema for both engines. Kept equal to `migrations/` by the test `schema`.
#![allow(missing_docs, reason = "generated modules; the columns are told in migrations/")]

diesel::table! {
    organizations (id) {
        id -> Text,
        name -> Text,
        currency -> Text,
        created_at -> BigInt,
        version -> Integer,
        weekdays -> Text,
        country -> Nullable<Text>,
        fiscal_year_start -> Integer,
    }
}

diesel::table! {
    users (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        name -> Text,
        email -> Text,
        role -> Text,
        status -> Text,
        password_hash -> Nullable<Text>,
        last_seen_at -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    sessions (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        user_id -> Text,
        refresh_hash -> Text,
        previous_hash -> Nullable<Text>,
        rotated_at -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    one_time_secrets (organization_id, hash) {
        organization_id -> Text,
        hash -> Text,
        user_id -> Text,
        purpose -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    stages (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        name -> Text,
        kind -> Text,
        position -> Integer,
    }
}

diesel::table! {
    deals (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        name -> Text,
        account_name -> Text,
        account_domain -> Text,
        product -> Text,
        stage_id -> Text,
        owner_id -> Text,
        amount -> Nullable<BigInt>,
        currency -> Text,
        seller_close_date -> Nullable<Text>,
        budget_status -> Text,
        current_state -> Text,
        desired_state -> Text,
        refs -> Text,
        search -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        deleted_at -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    plans (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        deal_id -> Text,
        title -> Text,
        description -> Text,
        welcome_message -> Text,
        first_shared_at -> Nullable<BigInt>,
        first_joined_at -> Nullable<BigInt>,
        last_buyer_event_at -> Nullable<BigInt>,
        last_buyer_visit_at -> Nullable<BigInt>,
        archived_at -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> Integer,
        buyer_weekdays -> Text,
        buyer_country -> Nullable<Text>,
        small_deal -> Bool,
        procurement -> Text,
        review_every_days -> Integer,
        next_review_date -> Nullable<Text>,
        close_gap_note -> Text,
        reviewed_at -> Nullable<BigInt>,
        agreed_version -> Nullable<Integer>,
        agreed_at -> Nullable<BigInt>,
        rebuilt_at -> Nullable<BigInt>,
        open_sign_off -> Nullable<Text>,
        review_reminded_for -> Nullable<Text>,
    }
}

diesel::table! {
    stakeholders (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        side -> Text,
        name -> Text,
        email -> Nullable<Text>,
        title -> Text,
        function -> Text,
        roles -> Text,
        other_role -> Text,
        primary_concern -> Text,
        buy_in -> Text,
        authority -> Text,
        engagement_plan -> Text,
        engagement_timing -> Nullable<Text>,
        engagement_date -> Nullable<Text>,
        user_id -> Nullable<Text>,
        created_by -> Text,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    milestones (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        title -> Text,
        outcome -> Text,
        stage_id -> Text,
        kind -> Text,
        owner_side -> Text,
        owner_id -> Nullable<Text>,
        start_date -> Nullable<Text>,
        target_date -> Nullable<Text>,
        agreed_date -> Nullable<Text>,
        duration_days -> Nullable<Integer>,
        risk_reason -> Text,
        visibility -> Text,
        position -> Integer,
        completed_at -> Nullable<BigInt>,
        cancelled_at -> Nullable<BigInt>,
        deleted_at -> Nullable<BigInt>,
        created_by -> Text,
        version -> Integer,
        no_known_risk -> Bool,
    }
}

diesel::table! {
    dependencies (organization_id, plan_id, milestone_id, depends_on_id) {
        organization_id -> Text,
        plan_id -> Text,
        milestone_id -> Text,
        depends_on_id -> Text,
    }
}

diesel::table! {
    assumptions (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        milestone_id -> Text,
        text -> Text,
        state -> Text,
        position -> Integer,
    }
}

diesel::table! {
    actions (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        milestone_id -> Text,
        kind -> Text,
        title -> Text,
        description -> Text,
        side -> Text,
        start_date -> Nullable<Text>,
        target_date -> Nullable<Text>,
        visibility -> Text,
        position -> Integer,
        started_at -> Nullable<BigInt>,
        completed_at -> Nullable<BigInt>,
        completed_by -> Nullable<Text>,
        completed_side -> Nullable<Text>,
        deleted_at -> Nullable<BigInt>,
        created_by -> Text,
        version -> Integer,
    }
}

diesel::table! {
    assignees (organization_id, plan_id, action_id, stakeholder_id) {
        organization_id -> Text,
        plan_id -> Text,
        action_id -> Text,
        stakeholder_id -> Text,
    }
}

diesel::table! {
    constraints (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        kind -> Text,
        side -> Text,
        start_date -> Text,
        end_date -> Nullable<Text>,
        anchor -> Bool,
        note -> Text,
        visibility -> Text,
        created_by -> Text,
        version -> Integer,
    }
}

diesel::table! {
    risks (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        milestone_id -> Nullable<Text>,
        description -> Text,
        probability -> Text,
        impact_days -> Integer,
        mitigation -> Text,
        mitigation_due -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        status -> Text,
        visibility -> Text,
        created_by -> Text,
        version -> Integer,
    }
}

diesel::table! {
    health_now (organization_id, plan_id) {
        organization_id -> Text,
        plan_id -> Text,
        seq -> BigInt,
        day -> Text,
        score -> Nullable<Integer>,
        errors -> Integer,
    }
}

diesel::table! {
    health_scores (organization_id, plan_id, day) {
        organization_id -> Text,
        plan_id -> Text,
        day -> Text,
        score -> Integer,
        errors -> Integer,
        warnings -> Integer,
        advice -> Integer,
    }
}

diesel::table! {
    waivers (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        rule -> Text,
        object -> Text,
        reason -> Text,
        made_by -> Text,
        made_at -> BigInt,
    }
}

diesel::table! {
    versions (organization_id, plan_id, number) {
        organization_id -> Text,
        plan_id -> Text,
        number -> Integer,
        origin -> Text,
        origin_id -> Text,
        status -> Text,
        reason -> Text,
        created_at -> BigInt,
        agreed_at -> Nullable<BigInt>,
        hash -> Text,
        snapshot -> Text,
    }
}

diesel::table! {
    sign_offs (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        version -> Integer,
        status -> Text,
        message -> Text,
        requested_by -> Text,
        requested_name -> Text,
        requested_side -> Text,
        requested_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        event_seq -> Nullable<BigInt>,
    }
}

diesel::table! {
    signatures (organization_id, plan_id, sign_off_id, stakeholder_id) {
        organization_id -> Text,
        plan_id -> Text,
        sign_off_id -> Text,
        stakeholder_id -> Text,
        name -> Text,
        email -> Text,
        side -> Text,
        title -> Text,
        typed_name -> Nullable<Text>,
        signed_at -> Nullable<BigInt>,
        address -> Nullable<Text>,
        declined_at -> Nullable<BigInt>,
        decline_reason -> Nullable<Text>,
    }
}

diesel::table! {
    proposals (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        made_by -> Text,
        made_name -> Text,
        side -> Text,
        reason -> Text,
        edits -> Text,
        changes -> Text,
        status -> Text,
        base_version -> Integer,
        counter_of -> Nullable<Text>,
        created_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        decision_note -> Text,
        version -> Nullable<Integer>,
    }
}

diesel::table! {
    grants (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        stakeholder_id -> Text,
        email -> Text,
        access -> Text,
        secret_hash -> Text,
        code_hash -> Text,
        note -> Text,
        delivery -> Text,
        delivery_reason -> Nullable<Text>,
        invited_by -> Text,
        sent_at -> BigInt,
        expires_at -> BigInt,
        activated_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        last_seen_at -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    guest_sessions (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        plan_id -> Text,
        grant_id -> Text,
        browser_hash -> Text,
        refresh_hash -> Text,
        previous_hash -> Nullable<Text>,
        rotated_at -> BigInt,
        proof_at -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_codes (organization_id, plan_id, grant_id, browser_hash) {
        organization_id -> Text,
        plan_id -> Text,
        grant_id -> Text,
        browser_hash -> Text,
        code_hash -> Text,
        tries -> Integer,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    logs (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    events (organization_id, log_id, seq) {
        organization_id -> Text,
        log_id -> Text,
        seq -> BigInt,
        at -> BigInt,
        #[sql_name = "type"]
        kind -> Text,
        visibility -> Text,
        actor_kind -> Text,
        actor_id -> Text,
        actor_side -> Text,
        actor_commitment -> Text,
        actor_name -> Nullable<Text>,
        actor_salt -> Nullable<Text>,
        subject_id -> Text,
        parent_id -> Text,
        content_commitment -> Text,
        content -> Nullable<Text>,
        content_salt -> Nullable<Text>,
        prev -> Text,
        hash -> Text,
    }
}

diesel::table! {
    checkpoints (organization_id, log_id, seq) {
        organization_id -> Text,
        log_id -> Text,
        seq -> BigInt,
        hash -> Text,
        at -> BigInt,
        signature -> Text,
    }
}

diesel::table! {
    outbox (organization_id, id) {
        organization_id -> Text,
        id -> Text,
        kind -> Text,
        plan_id -> Nullable<Text>,
        grant_id -> Nullable<Text>,
        payload -> Nullable<Text>,
        created_at -> BigInt,
        due_at -> BigInt,
        leased_until -> Nullable<BigInt>,
        attempts -> Integer,
        sent_at -> Nullable<BigInt>,
        failed_at -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    jobs (name) {
        name -> Text,
        due_at -> BigInt,
        leased_until -> Nullable<BigInt>,
    }
}

diesel::table! {
    idempotency_keys (organization_id, caller, key) {
        organization_id -> Text,
        caller -> Text,
        key -> Text,
        request_hash -> Text,
        answer -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    status_updates (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        status -> Text,
        period_from -> Text,
        period_to -> Text,
        sections -> Text,
        recipients -> Text,
        made_by -> Text,
        created_at -> BigInt,
        sent_at -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    calendar_feeds (organization_id, plan_id, id) {
        organization_id -> Text,
        plan_id -> Text,
        id -> Text,
        secret_hash -> Text,
        made_by -> Text,
        side -> Text,
        user_id -> Nullable<Text>,
        grant_id -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organizations,
    users,
    sessions,
    one_time_secrets,
    stages,
    deals,
    plans,
    stakeholders,
    milestones,
    dependencies,
    assumptions,
    actions,
    assignees,
    constraints,
    risks,
    waivers,
    health_now,
    health_scores,
    versions,
    sign_offs,
    signatures,
    proposals,
    status_updates,
    calendar_feeds,
    grants,
    guest_sessions,
    access_codes,
    logs,
    events,
    checkpoints,
    outbox,
    jobs,
    idempotency_keys,
);
