// Generated from the OpenAPI document by `npm run client`.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process runs
         * @description For: anyone.
         */
        get: operations["OperationsController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process can serve: database, migrations, queue
         * @description For: anyone.
         */
        get: operations["OperationsController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The taxonomy: specialties, rounds, segments, regions, levels, languages
         * @description For: anyone.
         */
        get: operations["CatalogController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-up/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account and sign in
         * @description For: anyone.
         */
        post: operations["AccountsController_signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with mail address and password
         * @description For: anyone.
         */
        post: operations["AccountsController_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session
         * @description For: account.
         */
        post: operations["AccountsController_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I agreed to and when, and what waits for my word
         * @description For: account.
         */
        get: operations["AccountsController_listConsents"];
        put?: never;
        /**
         * Agree to the text in force of a purpose, or take it back
         * @description For: account.
         */
        post: operations["AccountsController_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My account
         * @description For: account.
         */
        get: operations["AccountsController_me"];
        put?: never;
        post?: never;
        /**
         * Delete my account: what is ahead is cancelled by its policy, then nobody knows me any more
         * @description For: account.
         */
        delete: operations["PrivacyController_erase"];
        options?: never;
        head?: never;
        /**
         * Change my name, time zone, language or preferences
         * @description For: account.
         */
        patch: operations["AccountsController_update"];
        trace?: never;
    };
    "/v1/mentors/me/payout-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether I can be paid, and what Stripe still wants
         * @description For: mentor.
         */
        get: operations["PayoutsController_account"];
        put?: never;
        /**
         * My account at Stripe: made if there is none, with a link to Stripe's pages about it
         * @description For: mentor.
         */
        post: operations["PayoutsController_onboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/earnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I have earned, what is owed, on hold and sent, per month and currency
         * @description For: mentor.
         */
        get: operations["PayoutsController_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/earnings/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every movement of a month as CSV (RFC 4180)
         * @description For: mentor.
         */
        get: operations["PayoutsController_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The directory: filters, text search, sort, real next free times
         * @description For: anyone.
         */
        get: operations["MatchingController_search"];
        put?: never;
        /**
         * Apply as a mentor: creates my draft profile and adds the role
         * @description For: account.
         */
        post: operations["MentorsController_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My mentor profile, with what is missing to submit it
         * @description For: mentor.
         */
        get: operations["MentorsController_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit my profile
         * @description For: mentor.
         */
        patch: operations["MentorsController_edit"];
        trace?: never;
    };
    "/v1/mentors/me/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit my profile for review
         * @description For: mentor.
         */
        post: operations["MentorsController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take no new bookings for now
         * @description For: mentor.
         */
        post: operations["MentorsController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take bookings again
         * @description For: mentor.
         */
        post: operations["MentorsController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/offerings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I offer
         * @description For: mentor.
         */
        get: operations["MentorsController_offerings"];
        put?: never;
        /**
         * Offer something new
         * @description For: mentor.
         */
        post: operations["MentorsController_createOffering"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/offerings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Archive an offering
         * @description For: mentor.
         */
        delete: operations["MentorsController_archiveOffering"];
        options?: never;
        head?: never;
        /**
         * Change an offering; bookings made keep what they were booked with
         * @description For: mentor.
         */
        patch: operations["MentorsController_editOffering"];
        trace?: never;
    };
    "/v1/mentors/me/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What counts against me, what follows from it, and my appeal
         * @description For: mentor.
         */
        get: operations["StandingController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/standing/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a person to look at what was counted
         * @description For: mentor.
         */
        post: operations["StandingController_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/{id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Real free starts of one offering, grouped by the viewer's local date
         * @description For: anyone.
         */
        get: operations["AvailabilityController_slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dates with hours of their own
         * @description For: mentor.
         */
        get: operations["AvailabilityController_overrides"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/overrides/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Open or close one date
         * @description For: mentor.
         */
        put: operations["AvailabilityController_putOverride"];
        post?: never;
        /**
         * Back to the weekly hours on one date
         * @description For: mentor.
         */
        delete: operations["AvailabilityController_removeOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/time-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My days off
         * @description For: mentor.
         */
        get: operations["AvailabilityController_timeOff"];
        put?: never;
        /**
         * Take days off; sessions already booked stay and are listed
         * @description For: mentor.
         */
        post: operations["AvailabilityController_addTimeOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/time-off/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Give days off back
         * @description For: mentor.
         */
        delete: operations["AvailabilityController_removeTimeOff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My weekly hours and settings: the default schedule
         * @description For: mentor.
         */
        get: operations["SchedulesController_read"];
        /**
         * Replace my weekly hours and settings; sessions that now lie outside are listed and stay
         * @description For: mentor.
         */
        put: operations["SchedulesController_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All my schedules, the default one first
         * @description For: mentor.
         */
        get: operations["SchedulesController_list"];
        put?: never;
        /**
         * Add a schedule that offerings can name
         * @description For: mentor.
         */
        post: operations["SchedulesController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of my schedules
         * @description For: mentor.
         */
        get: operations["SchedulesController_readOne"];
        /**
         * Replace one of my schedules
         * @description For: mentor.
         */
        put: operations["SchedulesController_replaceOne"];
        post?: never;
        /**
         * Remove a schedule that no offering follows
         * @description For: mentor.
         */
        delete: operations["SchedulesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/schedules/{id}/make-default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let offerings without a schedule of their own follow this one
         * @description For: mentor.
         */
        post: operations["SchedulesController_makeDefault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/busy-calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calendars whose events block my time, with when they were last read and what went wrong
         * @description For: mentor.
         */
        get: operations["BusyCalendarsController_list"];
        put?: never;
        /**
         * Import a calendar by its iCalendar address; it is read now and every 15 minutes
         * @description For: mentor.
         */
        post: operations["BusyCalendarsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/busy-calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop importing a calendar
         * @description For: mentor.
         */
        delete: operations["BusyCalendarsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stripe's events: verified on the raw body, stored, understood later
         * @description For: anyone.
         */
        post: operations["PaymentsController_stripe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/stripe/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stripe's thin events about connected accounts, signed with their own secret
         * @description For: anyone.
         */
        post: operations["PaymentsController_stripeEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My credit by currency, and what made it
         * @description For: account.
         */
        get: operations["MoneyController_myCredit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{token}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt behind a link as PDF
         * @description For: anyone.
         */
        get: operations["MoneyController_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt behind a link: what was paid, tax, refunds
         * @description For: anyone.
         */
        get: operations["MoneyController_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I have prepaid: packages and months of plans, latest first
         * @description For: account.
         */
        get: operations["PackagesController_list"];
        put?: never;
        /**
         * Buy a package: the answer has its payment page
         * @description For: account.
         */
        post: operations["PackagesController_buy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with what giving it back would return now
         * @description For: account.
         */
        get: operations["PackagesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it back within 30 days; used sessions are priced as single ones
         * @description For: account.
         */
        post: operations["PackagesController_giveBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move what is left to another mentor; the answer is the new package, a rest becomes credit
         * @description For: account.
         */
        post: operations["PackagesController_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My plans, as candidate or mentor, latest first
         * @description For: account.
         */
        get: operations["PlansController_list"];
        put?: never;
        /**
         * Begin a plan: with its payment page, or as an application where the mentor wants one
         * @description For: account.
         */
        post: operations["PlansController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One plan with its months and check-ins, for its two people
         * @description For: account.
         */
        get: operations["PlansController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payment page of a plan; the same one while it is open
         * @description For: account.
         */
        post: operations["PlansController_checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mentor takes an application
         * @description For: account.
         */
        post: operations["PlansController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mentor does not take an application
         * @description For: account.
         */
        post: operations["PlansController_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No money is taken from the next month on; what is paid stays usable
         * @description For: account.
         */
        post: operations["PlansController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Money is taken again
         * @description For: account.
         */
        post: operations["PlansController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End with the month; within 48 hours of paying for an unused one, at once and with the money back
         * @description For: account.
         */
        post: operations["PlansController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/extend-trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mentor gives the trial more days
         * @description For: account.
         */
        post: operations["PlansController_extendTrial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{id}/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write to the other side; a question unanswered for 7 days pauses the plan
         * @description For: account.
         */
        post: operations["PlansController_checkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bookings, latest start first
         * @description For: account.
         */
        get: operations["BookingsController_list"];
        put?: never;
        /**
         * Hold a free start for 15 minutes (a free offering is confirmed, or asked of the mentor, at once)
         * @description For: account.
         */
        post: operations["BookingsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/me/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions with me as mentor
         * @description For: mentor.
         */
        get: operations["BookingsController_listOfMentor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One booking, for its parties and admins
         * @description For: account.
         */
        get: operations["BookingsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payment page of a hold; the same one while it is open
         * @description For: account.
         */
        post: operations["BookingsController_checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/cancellation-quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What cancelling now would give back
         * @description For: account.
         */
        get: operations["BookingsController_lookAtQuote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/cancellation-quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same, honoured until `validUntil`
         * @description For: account.
         */
        post: operations["BookingsController_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel; the refund follows the policy the booking was made under
         * @description For: account.
         */
        post: operations["BookingsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/money": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the money of this booking is: its ledger lines and what they come to; both sides see the same
         * @description For: account.
         */
        get: operations["BookingsController_money"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a request, as its mentor: the money is taken and the session confirmed
         * @description For: account.
         */
        post: operations["SessionsController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a request, as its mentor: the card is released
         * @description For: account.
         */
        post: operations["SessionsController_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a session to another free start, as its candidate: until 24 hours before, at most twice
         * @description For: account.
         */
        post: operations["SessionsController_reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/reschedule-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose up to three other starts, as its mentor; nothing moves yet
         * @description For: account.
         */
        post: operations["SessionsController_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/reschedule-proposals/{proposalId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take one of the proposed starts
         * @description For: account.
         */
        post: operations["SessionsController_acceptProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/reschedule-proposals/{proposalId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the present time
         * @description For: account.
         */
        post: operations["SessionsController_declineProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the other side was absent: from 10 minutes into the session until a day after it
         * @description For: account.
         */
        post: operations["SessionsController_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Admit a claim, or contest it: then an admin decides
         * @description For: account.
         */
        post: operations["SessionsController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/attended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the session took place; when both have, it is completed at once
         * @description For: account.
         */
        post: operations["SessionsController_attended"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The room, from 24 hours before; when it was first opened is kept
         * @description For: account.
         */
        post: operations["SessionsController_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shared notes and my own
         * @description For: account.
         */
        get: operations["SessionsController_readNotes"];
        /**
         * Write the shared notes, my own, or both
         * @description For: account.
         */
        put: operations["SessionsController_writeNotes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the same weekly time for up to 12 weeks, all or nothing
         * @description For: account.
         */
        post: operations["GroupsController_bookSeries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/series/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A series with its sessions
         * @description For: account.
         */
        get: operations["GroupsController_readSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/series/{id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payment page of a held series
         * @description For: account.
         */
        post: operations["GroupsController_paySeries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/booking-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask up to three mentors at once; the first to accept gets the session, only their price is taken
         * @description For: account.
         */
        post: operations["GroupsController_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/booking-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A request with what became of each mentor asked
         * @description For: account.
         */
        get: operations["GroupsController_readRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/booking-requests/{id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payment page of a request: the largest price is authorized, nothing taken yet
         * @description For: account.
         */
        post: operations["GroupsController_payRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waiting-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where I wait or have waited, latest first
         * @description For: account.
         */
        get: operations["GroupsController_waitingList"];
        put?: never;
        /**
         * Wait for a mentor: when a time opens it is held for me for 30 minutes and I am told
         * @description For: account.
         */
        post: operations["GroupsController_wait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waiting-list/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop waiting
         * @description For: account.
         */
        delete: operations["GroupsController_leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My refund cases, as candidate or mentor, latest first
         * @description For: account.
         */
        get: operations["RefundCasesController_list"];
        put?: never;
        /**
         * Ask for money back; the mentor answers within 72 hours, then an admin decides
         * @description For: account.
         */
        post: operations["RefundCasesController_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One case with every step and its evidence, for both sides and admins
         * @description For: account.
         */
        get: operations["RefundCasesController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-cases/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mentor agrees (everything left is given back) or declines (an admin decides)
         * @description For: account.
         */
        post: operations["RefundCasesController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-cases/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add something for both sides and the admin to read
         * @description For: account.
         */
        post: operations["RefundCasesController_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refund-cases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The candidate takes the case back
         * @description For: account.
         */
        post: operations["RefundCasesController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell your goals, in words, fields or both
         * @description For: anyone.
         */
        post: operations["IntakeController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/interpret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a text without storing anything
         * @description For: anyone.
         */
        post: operations["IntakeController_interpret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An intake with readiness and fit (owner, admin, or its token)
         * @description For: anyone.
         */
        get: operations["IntakeController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * New answers; everything derived is recomputed
         * @description For: anyone.
         */
        patch: operations["IntakeController_update"];
        trace?: never;
    };
    "/v1/intakes/{id}/reread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the same goals again, with the rubric as it is today
         * @description For: anyone.
         */
        post: operations["IntakeController_reread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell how a round of the interview went; told again, the later word counts
         * @description For: anyone.
         */
        post: operations["IntakeController_tellOutcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach an anonymous intake to my account
         * @description For: account.
         */
        post: operations["IntakeController_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review the other side of a completed session; seen by nobody until both wrote, or for 14 days
         * @description For: account.
         */
        post: operations["ReviewsController_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My review of a session, and the other side’s once both are published
         * @description For: account.
         */
        get: operations["ReviewsController_ofBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/{idOrSlug}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published reviews of a mentor, latest first
         * @description For: anyone.
         */
        get: operations["ReviewsController_ofMentor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mentor’s one answer to a published review
         * @description For: mentor.
         */
        post: operations["ReviewsController_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a published review breaks the rules; an admin looks at it
         * @description For: account.
         */
        post: operations["ReviewsController_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mentors/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile with its offerings; a slug of earlier leads to the present one (308)
         * @description For: anyone.
         */
        get: operations["MatchingController_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mentors for this intake, best first, with reasons
         * @description For: anyone.
         */
        get: operations["MatchingController_matches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}/matches/{mentorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where one mentor stands for this intake, why not higher, and what would change it
         * @description For: anyone.
         */
        get: operations["MatchingController_why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/intakes/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first month with one mentor, within budget and weekly hours
         * @description For: anyone.
         */
        get: operations["MatchingController_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/replacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * After the mentor dropped out: the three best others near that time, for the money already paid
         * @description For: account.
         */
        get: operations["ReplacementsController_list"];
        put?: never;
        /**
         * Book a replacement; nothing is paid again
         * @description For: account.
         */
        post: operations["ReplacementsController_choose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/replacements/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the money back now instead of a replacement
         * @description For: account.
         */
        post: operations["ReplacementsController_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bookings/{id}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A confirmed session as an iCalendar file, for its parties
         * @description For: account.
         */
        get: operations["CalendarsController_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My sessions as a feed to subscribe to: `<token>.ics`, the token is the key
         * @description For: anyone.
         */
        get: operations["CalendarsController_feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether I have a calendar feed; its address is told only when it is made
         * @description For: account.
         */
        get: operations["CalendarsController_feedOf"];
        put?: never;
        /**
         * Make the private address of my calendar feed; an earlier one stops working
         * @description For: account.
         */
        post: operations["CalendarsController_makeFeed"];
        /**
         * End my calendar feed
         * @description For: account.
         */
        delete: operations["CalendarsController_endFeed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I was told, latest first
         * @description For: account.
         */
        get: operations["NotificationsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications read: one and all older ones, or all
         * @description For: account.
         */
        post: operations["NotificationsController_markRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live updates as server-sent events: `notification`, `notifications_read`, `booking`, `message`; comes back to `Last-Event-ID` within a day, `reset` means read anew
         * @description For: account.
         */
        get: operations["NotificationsController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My threads, the latest message first
         * @description For: account.
         */
        get: operations["MessagesController_threads"];
        put?: never;
        /**
         * Write to a mentor; contact details are hidden until we have a paid session
         * @description For: account.
         */
        post: operations["MessagesController_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/threads/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of a thread, the latest first
         * @description For: account.
         */
        get: operations["MessagesController_messages"];
        put?: never;
        /**
         * Answer in a thread
         * @description For: account.
         */
        post: operations["MessagesController_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/threads/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * I have read everything so far
         * @description For: account.
         */
        post: operations["MessagesController_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/threads/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No more messages in this thread
         * @description For: account.
         */
        post: operations["MessagesController_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/threads/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Messages again, by who blocked them
         * @description For: account.
         */
        post: operations["MessagesController_unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell admins of a message of the other side
         * @description For: account.
         */
        post: operations["MessagesController_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My endpoints
         * @description For: account.
         */
        get: operations["WebhooksController_list"];
        put?: never;
        /**
         * Be told of events at an https address; the secret for signatures is shown this once
         * @description For: account.
         */
        post: operations["WebhooksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an endpoint and what was delivered there
         * @description For: account.
         */
        delete: operations["WebhooksController_remove"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint, switch it off or on
         * @description For: account.
         */
        patch: operations["WebhooksController_edit"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to an endpoint, latest first
         * @description For: account.
         */
        get: operations["WebhooksController_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, with the same id
         * @description For: account.
         */
        post: operations["WebhooksController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about me
         * @description For: account.
         */
        get: operations["PrivacyController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the marketplace does, by days, weeks or months (UTC), and what is wanted beside what is on offer
         * @description For: admin.
         */
        get: operations["MetricsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mentor profiles by state
         * @description For: admin.
         */
        get: operations["AdminController_mentors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a submitted profile
         * @description For: admin.
         */
        post: operations["AdminController_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a submitted profile; the mentor reads the reason
         * @description For: admin.
         */
        post: operations["AdminController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a mentor: no new bookings, existing ones stay
         * @description For: admin.
         */
        post: operations["AdminController_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a suspension
         * @description For: admin.
         */
        post: operations["AdminController_reinstate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a booking with a full refund
         * @description For: admin.
         */
        post: operations["AdminController_cancelBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/bookings/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund any amount up to what is left
         * @description For: admin.
         */
        post: operations["AdminController_refundBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims of absence, those that wait for a decision by default
         * @description For: admin.
         */
        get: operations["AdminController_claims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/claims/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide who was absent; nobody: the session took place
         * @description For: admin.
         */
        post: operations["AdminController_decideClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proves the invariants of the ledger; an empty list means all is explained
         * @description For: admin.
         */
        get: operations["AdminController_checkLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Stripe about every unfinished payment now
         * @description For: admin.
         */
        post: operations["AdminController_reconcile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What admins did, latest first
         * @description For: admin.
         */
        get: operations["AdminController_auditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys that are in use, latest first
         * @description For: admin.
         */
        get: operations["AdminApiKeysController_list"];
        put?: never;
        /**
         * Make a key with some scopes; it is told this once
         * @description For: admin.
         */
        post: operations["AdminApiKeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key at once
         * @description For: admin.
         */
        delete: operations["AdminApiKeysController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/catalog/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every entry of a kind, retired ones included
         * @description For: admin.
         */
        get: operations["AdminCatalogController_list"];
        put?: never;
        /**
         * Add an entry; the rubric begins a new version
         * @description For: admin.
         */
        post: operations["AdminCatalogController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/catalog/{kind}/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or retire an entry; the rubric begins a new version
         * @description For: admin.
         */
        patch: operations["AdminCatalogController_change"];
        trace?: never;
    };
    "/v1/admin/standing-appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open appeals of mentors against what was counted, oldest first
         * @description For: admin.
         */
        get: operations["AdminModerationController_appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/lift-standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let incidents of a mentor no longer count; ends a pause and grants an appeal
         * @description For: admin.
         */
        post: operations["AdminModerationController_lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/decline-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline the open appeal of a mentor
         * @description For: admin.
         */
        post: operations["AdminModerationController_declineAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/approve-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the changes of a published profile as they are
         * @description For: admin.
         */
        post: operations["AdminModerationController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/revert-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the changes of a published profile back; the mentor reads the reason
         * @description For: admin.
         */
        post: operations["AdminModerationController_revert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages somebody complained about and nobody has decided on, oldest first
         * @description For: admin.
         */
        get: operations["AdminModerationController_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/messages/{id}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hide a reported message from both sides
         * @description For: admin.
         */
        post: operations["AdminModerationController_hideMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/messages/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a reported message as it is
         * @description For: admin.
         */
        post: operations["AdminModerationController_keepMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/bookings/{id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a session: it took place, or who was absent
         * @description For: admin.
         */
        post: operations["AdminModerationController_mark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments with what has become of them, latest first
         * @description For: admin.
         */
        get: operations["AdminMoneyController_payments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds that have not arrived: failed at a bank, or waiting for our balance
         * @description For: admin.
         */
        get: operations["AdminMoneyController_refunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/refunds/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed refund again now
         * @description For: admin.
         */
        post: operations["AdminMoneyController_retryRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Disputes, oldest first
         * @description For: admin.
         */
        get: operations["AdminMoneyController_disputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send evidence to the bank; it cannot be changed afterwards
         * @description For: admin.
         */
        post: operations["AdminMoneyController_answerDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/disputes/{id}/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The platform bears the loss instead of the mentor
         * @description For: admin.
         */
        post: operations["AdminMoneyController_waiveDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/refund-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refund cases, those that wait for a decision by default
         * @description For: admin.
         */
        get: operations["AdminMoneyController_listCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/refund-cases/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an amount back, or nothing
         * @description For: admin.
         */
        post: operations["AdminMoneyController_decideCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/fee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A mentor's own share for the platform, for new bookings
         * @description For: admin.
         */
        post: operations["AdminMoneyController_setFee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/mentors/{id}/waive-debt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a mentor's debt upon the platform
         * @description For: admin.
         */
        post: operations["AdminMoneyController_waiveDebt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Goodwill: credit for a candidate
         * @description For: admin.
         */
        post: operations["AdminMoneyController_grantCredit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/promo-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Promo codes, latest first
         * @description For: admin.
         */
        get: operations["AdminMoneyController_promoCodes"];
        put?: never;
        /**
         * Make a promo code
         * @description For: admin.
         */
        post: operations["AdminMoneyController_createPromoCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/promo-codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change when, how often and whether a code can be used
         * @description For: admin.
         */
        patch: operations["AdminMoneyController_editPromoCode"];
        trace?: never;
    };
    "/v1/admin/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The journal, of one account or all, latest first
         * @description For: admin.
         */
        get: operations["AdminMoneyController_journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every account with its debits, credits and balance
         * @description For: admin.
         */
        get: operations["AdminMoneyController_trialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The daily comparisons with Stripe's books, latest first
         * @description For: admin.
         */
        get: operations["AdminMoneyController_comparisons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare the ledger with Stripe's books up to now
         * @description For: admin.
         */
        post: operations["AdminMoneyController_compareNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts, by part of a name or address, role, ban
         * @description For: admin.
         */
        get: operations["AdminPeopleController_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}/ban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ban an account: signed out everywhere, sessions ahead cancelled with a full refund, a mentor suspended
         * @description For: admin.
         */
        post: operations["AdminPeopleController_ban"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}/unban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a ban; a suspended mentor stays suspended until reinstated
         * @description For: admin.
         */
        post: operations["AdminPeopleController_unban"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the roles of an account
         * @description For: admin.
         */
        post: operations["AdminPeopleController_roles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings of everybody, by state, time and person
         * @description For: admin.
         */
        get: operations["AdminPeopleController_allBookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Background work that was given up
         * @description For: admin.
         */
        get: operations["AdminPeopleController_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed job again
         * @description For: admin.
         */
        post: operations["AdminPeopleController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Weights of the rubric beside how rounds went
         * @description For: admin.
         */
        get: operations["AdminReportsController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews, latest first; those somebody complained about with state=reported
         * @description For: admin.
         */
        get: operations["AdminReviewsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reviews/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether every mentor’s rating is the sum of their reviews
         * @description For: admin.
         */
        get: operations["AdminReviewsController_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reviews/{id}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hide a review; the rating follows
         * @description For: admin.
         */
        post: operations["AdminReviewsController_hide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reviews/{id}/unhide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a hidden review again
         * @description For: admin.
         */
        post: operations["AdminReviewsController_unhide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CatalogItem: {
            /** @example fintech */
            slug: string;
            /** @example Fintech */
            name: string;
            description: string;
        };
        CatalogResponse: {
            specialties: components["schemas"]["CatalogItem"][];
            rounds: components["schemas"]["CatalogItem"][];
            segments: components["schemas"]["CatalogItem"][];
            regions: components["schemas"]["CatalogItem"][];
            levels: components["schemas"]["CatalogItem"][];
            languages: components["schemas"]["CatalogItem"][];
        };
        SignUpRequest: {
            /** @example Kim Doe */
            name: string;
            /**
             * Format: email
             * @example kim@example.com
             */
            email: string;
            password: string;
            /** @description Where the sign-in page leads afterwards. */
            callbackURL?: string;
        };
        SignedInUser: {
            id: string;
            name: string;
            email: string;
        };
        SignedIn: {
            /** @description Send it as `Authorization: Bearer …`. */
            token: string;
            user: components["schemas"]["SignedInUser"];
        };
        SignInRequest: {
            /**
             * Format: email
             * @example candidate@demo.test
             */
            email: string;
            password: string;
            rememberMe?: boolean;
            callbackURL?: string;
        };
        ConsentResponse: {
            /** @enum {string} */
            purpose: "terms" | "privacy";
            /**
             * @description Of the text that was agreed to.
             * @example 2026-11-01
             */
            version: string;
            given: boolean;
            at: string;
        };
        ConsentsResponse: {
            data: components["schemas"]["ConsentResponse"][];
            nextCursor: string | null;
            /** @description Texts in force that using the product rests on, and that are not agreed to yet. */
            missing: string[];
        };
        GiveConsent: {
            /** @enum {string} */
            purpose: "terms" | "privacy";
            /** @description False takes it back. */
            given: boolean;
        };
        MeResponse: {
            id: string;
            name: string;
            email: string;
            roles: ("mentor" | "admin" | "candidate")[];
            timeZone: string;
            locale: string;
            preferences: {
                [key: string]: boolean;
            };
            version: number;
        };
        UpdateMe: {
            name?: string;
            /** @example Asia/Tokyo */
            timeZone?: string;
            /** @example en */
            locale?: string;
            preferences?: {
                [key: string]: boolean;
            };
        };
        OnboardMentor: {
            /** @description Where the mentor is paid, ISO 3166-1 alpha-2; from their time zone when left out. */
            country?: string;
        };
        OnboardingResponse: {
            /** @description A page of Stripe's; it works for some minutes, once. */
            onboardingUrl: string;
        };
        PayoutAccountResponse: {
            /** @description `none`, or Stripe's word: `pending`, `restricted`, `active`, `rejected`, `unsupported`, `closed`. */
            status: string;
            canReceive: boolean;
            country: string | null;
            /** @description What Stripe still wants, in its words. */
            requirements: string[];
        };
        EarningsBalance: {
            currency: string;
            /** @description Earned and not sent yet, without what is on hold. */
            owed: number;
            /** @description Frozen by a claim, a refund case, a dispute or a search for a replacement. */
            onHold: number;
            /** @description The part of `owed` that is due and waits for the payout account. */
            waitingForAccount: number;
            transferred: number;
            /** @description The platform's share of what was earned. */
            fees: number;
            /** @description To be settled with the next earnings. */
            debt: number;
            /** @description `owed + onHold - debt`; may be negative. */
            balance: number;
        };
        EarningsMonth: {
            month: string;
            currency: string;
            earned: number;
            /** @description By refunds and lost disputes. */
            takenBack: number;
            transferred: number;
            fees: number;
        };
        EarningsResponse: {
            timeZone: string;
            balances: components["schemas"]["EarningsBalance"][];
            months: components["schemas"]["EarningsMonth"][];
        };
        PositionDto: {
            company: string;
            title: string;
            /** @description A segment's slug. */
            segment: string;
            from: number;
            /** @default null */
            to?: number | null;
        };
        ApplyAsMentor: {
            displayName?: string;
            slug?: string;
            headline?: string;
            /** @description Markdown; shown sanitized. */
            bio?: string;
            /**
             * Format: uri
             * @description An https address of a picture (JPEG, PNG, WebP, GIF or AVIF, 5 MB at most); null: none.
             */
            photoUrl?: string | null;
            timeZone?: string;
            region?: string;
            languages?: string[];
            specialties?: string[];
            rounds?: string[];
            segments?: string[];
            history?: components["schemas"]["PositionDto"][];
            yearsOfExperience?: number;
            links?: string[];
            /** @enum {string} */
            policy?: "strict" | "flexible" | "standard";
            /**
             * Format: uri
             * @description My own meeting room (https), shown to the two parties only; null: a room is made for each session.
             */
            meetingUrl?: string | null;
            /**
             * @description Companies whose candidates I must not coach: they do not find me.
             * @example [
             *       "Stripe"
             *     ]
             */
            conflictCompanies?: string[];
            /** @description Active candidates at a time; null: as many as the calendar has room for. */
            capacity?: number | null;
        };
        MoneyDto: {
            /**
             * @description Integer minor units (cents, yen).
             * @example 12000
             */
            amount: number;
            /** @example USD */
            currency: string;
        };
        OfferingDto: {
            id: string;
            /** @enum {string} */
            kind: "session" | "intro" | "package" | "plan";
            title: string;
            description: string;
            durationMinutes: number;
            price: components["schemas"]["MoneyDto"];
            sessions: number | null;
            /** @description A plan that begins with seven days free. */
            trial: boolean;
            /** @description The mentor accepts each request first; the card is authorized until then. */
            requiresApproval: boolean;
            active: boolean;
            /** @description The schedule it follows; null: the mentor's default one. */
            scheduleId: string | null;
            version: number;
        };
        RatingDto: {
            /**
             * @description Bayesian: (5 x platform mean + sum) / (5 + count).
             * @example 4.82
             */
            average: number;
            count: number;
        };
        OwnMentorProfile: {
            state: string;
            stateReason: string | null;
            /** @description Active candidates at a time; null: as many as the calendar has room for. */
            capacity: number | null;
            /** @description Candidates with something booked ahead. */
            activeCandidates: number;
            /** @description What is wrong with my photo; others do not see it meanwhile. */
            photoProblem: string | null;
            /** @description Since when changes wait for an admin to look at them; they show already. */
            changedSince: string | null;
            /** @description My own meeting room; sessions otherwise get a room each. */
            meetingUrl: string | null;
            /** @description Companies whose candidates I must not coach; only I see them. */
            conflictCompanies: string[];
            /** @description What is still missing before it may be submitted. */
            missing: string[];
            version: number;
            bio: string;
            history: components["schemas"]["PositionDto"][];
            yearsOfExperience: number;
            links: string[];
            /** @enum {string} */
            policy: "strict" | "flexible" | "standard";
            /** @description The cancellation policy in words. */
            policyText: string;
            offerings: components["schemas"]["OfferingDto"][];
            id: string;
            /** @example ada-okafor */
            slug: string;
            displayName: string;
            headline: string;
            photoUrl: string | null;
            /** @description Takes new candidates at the moment. */
            accepting: boolean;
            region: string | null;
            timeZone: string;
            languages: string[];
            specialties: string[];
            rounds: string[];
            segments: string[];
            companies: string[];
            rating: components["schemas"]["RatingDto"];
            sessionsCompleted: number;
            priceFrom: components["schemas"]["MoneyDto"] | null;
            /** @description The soonest free start of the cheapest priced offering, RFC 3339 UTC. */
            nextSlot: string | null;
        };
        EditMentor: {
            displayName?: string;
            slug?: string;
            headline?: string;
            /** @description Markdown; shown sanitized. */
            bio?: string;
            /**
             * Format: uri
             * @description An https address of a picture (JPEG, PNG, WebP, GIF or AVIF, 5 MB at most); null: none.
             */
            photoUrl?: string | null;
            timeZone?: string;
            region?: string;
            languages?: string[];
            specialties?: string[];
            rounds?: string[];
            segments?: string[];
            history?: components["schemas"]["PositionDto"][];
            yearsOfExperience?: number;
            links?: string[];
            /** @enum {string} */
            policy?: "strict" | "flexible" | "standard";
            /**
             * Format: uri
             * @description My own meeting room (https), shown to the two parties only; null: a room is made for each session.
             */
            meetingUrl?: string | null;
            /**
             * @description Companies whose candidates I must not coach: they do not find me.
             * @example [
             *       "Stripe"
             *     ]
             */
            conflictCompanies?: string[];
            /** @description Active candidates at a time; null: as many as the calendar has room for. */
            capacity?: number | null;
        };
        OfferingList: {
            data: components["schemas"]["OfferingDto"][];
            nextCursor: string | null;
        };
        CreateOffering: {
            /** @enum {string} */
            kind: "session" | "intro" | "package" | "plan";
            /** @description How many sessions a package has, or a plan each month. */
            sessions?: number;
            /** @description A plan that begins with seven days free, once per candidate. */
            trial?: boolean;
            title: string;
            description?: string;
            /** @description 15 to 240, in steps of 5. */
            durationMinutes: number;
            price: components["schemas"]["MoneyDto"];
            /**
             * Format: uuid
             * @description One of my schedules; left out or null: the default one.
             */
            scheduleId?: string | null;
            /** @description I accept each request first; the card is authorized until then. */
            requiresApproval?: boolean;
            active?: boolean;
        };
        EditOffering: {
            title?: string;
            description?: string;
            durationMinutes?: number;
            price?: components["schemas"]["MoneyDto"];
            /**
             * Format: uuid
             * @description One of my schedules; left out or null: the default one.
             */
            scheduleId?: string | null;
            /** @description I accept each request first; the card is authorized until then. */
            requiresApproval?: boolean;
            active?: boolean;
        };
        IncidentDto: {
            bookingId: string;
            /** @enum {string} */
            kind: "no_show" | "late_cancellation" | "lapsed_request";
            at: string;
        };
        StandingRules: {
            windowDays: number;
            warnedAt: number;
            pausedAt: number;
            pauseDays: number;
        };
        AppealResponse: {
            text: string;
            /** @enum {string} */
            state: "open" | "granted" | "declined";
            /** @description The admin's reason. */
            decision: string | null;
            createdAt: string;
        };
        StandingResponse: {
            /** @description What counts at present. */
            incidents: components["schemas"]["IncidentDto"][];
            rules: components["schemas"]["StandingRules"];
            pausedUntil: string | null;
            appeal: components["schemas"]["AppealResponse"] | null;
        };
        Appeal: {
            text: string;
        };
        SlotDto: {
            startsAt: string;
            endsAt: string;
        };
        SlotDay: {
            date: string;
            slots: components["schemas"]["SlotDto"][];
        };
        SlotsResponse: {
            timeZone: string;
            days: components["schemas"]["SlotDay"][];
        };
        IntervalDto: {
            /**
             * @description `HH:MM`, on a 5-minute grid.
             * @example 09:00
             */
            start: string;
            /**
             * @description `HH:MM`, `24:00` is allowed.
             * @example 12:00
             */
            end: string;
        };
        OverrideResponse: {
            /** @example 2027-01-20 */
            date: string;
            intervals: components["schemas"]["IntervalDto"][];
        };
        OverrideList: {
            data: components["schemas"]["OverrideResponse"][];
            nextCursor: string | null;
        };
        PutOverride: {
            /** @description Hours of that date; an empty list closes it. */
            intervals: components["schemas"]["IntervalDto"][];
        };
        CollidingSession: {
            bookingId: string;
            startsAt: string;
            endsAt: string;
        };
        TimeOffResponse: {
            id: string;
            from: string;
            to: string;
            reason: string | null;
            /** @description Sessions in that time: they stay booked. */
            collisions: components["schemas"]["CollidingSession"][];
        };
        TimeOffList: {
            data: components["schemas"]["TimeOffResponse"][];
            nextCursor: string | null;
        };
        CreateTimeOff: {
            /** @description First day off. */
            from: string;
            /** @description Last day off. */
            to: string;
            reason?: string;
        };
        TravelDto: {
            /** @description First date away. */
            from: string;
            /** @description Last date away. */
            to: string;
            timeZone: string;
        };
        WeeklyHoursDto: {
            /** @default [] */
            monday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            tuesday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            wednesday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            thursday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            friday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            saturday?: components["schemas"]["IntervalDto"][];
            /** @default [] */
            sunday?: components["schemas"]["IntervalDto"][];
        };
        ScheduleResponse: {
            /**
             * @description Dates whose hours are read in another zone.
             * @default []
             */
            travel?: components["schemas"]["TravelDto"][];
            /** @description As read; ignored in favour of If-Match. */
            version: number;
            /** @description After a change: coming sessions that now lie outside the hours. They stay booked. */
            outside: components["schemas"]["CollidingSession"][];
            /** @example Europe/London */
            timeZone: string;
            weeklyHours: components["schemas"]["WeeklyHoursDto"];
            /** @default 30 */
            slotIncrementMinutes?: number;
            /**
             * @description `grid`: starts keep their grid; `pack`: the grid restarts after each session.
             * @default grid
             * @enum {string}
             */
            slotPlacement?: "grid" | "pack";
            /** @default 1440 */
            minimumNoticeMinutes?: number;
            /** @default 60 */
            bookingHorizonDays?: number;
            /** @default 0 */
            bufferBeforeMinutes?: number;
            /** @default 10 */
            bufferAfterMinutes?: number;
            /** @default null */
            maxSessionsPerDay?: number | null;
            /** @default null */
            maxSessionsPerWeek?: number | null;
        };
        PutSchedule: {
            /**
             * @description Dates whose hours are read in another zone.
             * @default []
             */
            travel?: components["schemas"]["TravelDto"][];
            /** @example Europe/London */
            timeZone: string;
            weeklyHours: components["schemas"]["WeeklyHoursDto"];
            /** @default 30 */
            slotIncrementMinutes?: number;
            /**
             * @description `grid`: starts keep their grid; `pack`: the grid restarts after each session.
             * @default grid
             * @enum {string}
             */
            slotPlacement?: "grid" | "pack";
            /** @default 1440 */
            minimumNoticeMinutes?: number;
            /** @default 60 */
            bookingHorizonDays?: number;
            /** @default 0 */
            bufferBeforeMinutes?: number;
            /** @default 10 */
            bufferAfterMinutes?: number;
            /** @default null */
            maxSessionsPerDay?: number | null;
            /** @default null */
            maxSessionsPerWeek?: number | null;
            /** @description As read; ignored in favour of If-Match. */
            version?: number;
            /** @description As answered; ignored, so that what was read may be sent back. */
            outside?: components["schemas"]["CollidingSession"][];
        };
        NamedScheduleResponse: {
            /**
             * @description Dates whose hours are read in another zone.
             * @default []
             */
            travel?: components["schemas"]["TravelDto"][];
            /** @description As read; ignored in favour of If-Match. */
            version: number;
            /** @description After a change: coming sessions that now lie outside the hours. They stay booked. */
            outside: components["schemas"]["CollidingSession"][];
            /** @example Europe/London */
            timeZone: string;
            weeklyHours: components["schemas"]["WeeklyHoursDto"];
            /** @default 30 */
            slotIncrementMinutes?: number;
            /**
             * @description `grid`: starts keep their grid; `pack`: the grid restarts after each session.
             * @default grid
             * @enum {string}
             */
            slotPlacement?: "grid" | "pack";
            /** @default 1440 */
            minimumNoticeMinutes?: number;
            /** @default 60 */
            bookingHorizonDays?: number;
            /** @default 0 */
            bufferBeforeMinutes?: number;
            /** @default 10 */
            bufferAfterMinutes?: number;
            /** @default null */
            maxSessionsPerDay?: number | null;
            /** @default null */
            maxSessionsPerWeek?: number | null;
            id: string;
            name: string;
            /** @description Offerings that name no schedule follow this one. */
            isDefault: boolean;
        };
        ScheduleList: {
            data: components["schemas"]["NamedScheduleResponse"][];
            nextCursor: string | null;
        };
        PutNamedSchedule: {
            /**
             * @description Dates whose hours are read in another zone.
             * @default []
             */
            travel?: components["schemas"]["TravelDto"][];
            /** @example Europe/London */
            timeZone: string;
            weeklyHours: components["schemas"]["WeeklyHoursDto"];
            /** @default 30 */
            slotIncrementMinutes?: number;
            /**
             * @description `grid`: starts keep their grid; `pack`: the grid restarts after each session.
             * @default grid
             * @enum {string}
             */
            slotPlacement?: "grid" | "pack";
            /** @default 1440 */
            minimumNoticeMinutes?: number;
            /** @default 60 */
            bookingHorizonDays?: number;
            /** @default 0 */
            bufferBeforeMinutes?: number;
            /** @default 10 */
            bufferAfterMinutes?: number;
            /** @default null */
            maxSessionsPerDay?: number | null;
            /** @default null */
            maxSessionsPerWeek?: number | null;
            /** @description As read; ignored in favour of If-Match. */
            version?: number;
            /** @description As answered; ignored, so that what was read may be sent back. */
            outside?: components["schemas"]["CollidingSession"][];
            /** @example Evenings for mock interviews */
            name: string;
            /**
             * Format: uuid
             * @description As read; ignored.
             */
            id?: string;
            /** @description As read; ignored: see `make-default`. */
            isDefault?: boolean;
        };
        BusyCalendarResponse: {
            id: string;
            url: string;
            /** @description When it was last read without trouble; null: not yet. */
            lastSyncedAt: string | null;
            /** @description What went wrong the last time; the last good data stays. */
            lastError: string | null;
        };
        BusyCalendarList: {
            data: components["schemas"]["BusyCalendarResponse"][];
            nextCursor: string | null;
        };
        AddBusyCalendar: {
            /**
             * @description An iCalendar feed by https (or webcal).
             * @example https://calendar.example.com/private-3f9a/basic.ics
             */
            url: string;
        };
        MoneyChange: {
            amount: number;
            currency: string;
        };
        CreditMovementDto: {
            at: string;
            /** @description `credit_granted`, `payment` (spent), `refund` (given back), `prepaid_moved`, … */
            kind: string;
            amount: components["schemas"]["MoneyChange"];
        };
        CreditResponse: {
            balances: components["schemas"]["MoneyDto"][];
            /** @description The latest hundred. */
            movements: components["schemas"]["CreditMovementDto"][];
        };
        BuyPackage: {
            /** @description My credit is used first, unless I say no. */
            useCredit?: boolean;
            /** Format: uuid */
            offeringId: string;
            /**
             * Format: uri
             * @description Where the payment page leads after paying.
             */
            successUrl?: string;
            /** Format: uri */
            cancelUrl?: string;
        };
        EntitlementResponse: {
            /** @description Bookings pass it as `entitlementId`. */
            id: string;
            /** @enum {string} */
            kind: "package" | "plan_period";
            /** @enum {string} */
            state: "active" | "pending" | "refunded" | "moved" | "ended";
            mentorId: string;
            offeringId: string;
            planId: string | null;
            durationMinutes: number;
            sessions: number;
            sessionsLeft: number;
            price: components["schemas"]["MoneyDto"];
            /** @description What is not used yet. */
            valueLeft: components["schemas"]["MoneyDto"];
            /** @description What giving it back would return now; null when it is too late. */
            refundable: components["schemas"]["MoneyDto"] | null;
            startsAt: string | null;
            endsAt: string | null;
            /** @description The payment page, while it is not paid. */
            checkoutUrl: string | null;
            createdAt: string;
        };
        EntitlementPage: {
            data: components["schemas"]["EntitlementResponse"][];
            nextCursor: string | null;
        };
        MovePackage: {
            /**
             * Format: uuid
             * @description A session of another mentor, in the same currency.
             */
            offeringId: string;
        };
        StartPlan: {
            /** @description For the mentor, where they want an application first. */
            text?: string;
            /** @description For the first month, where the plan begins without a trial. */
            promoCode?: string;
            /** Format: uuid */
            offeringId: string;
            /**
             * Format: uri
             * @description Where the payment page leads after paying.
             */
            successUrl?: string;
            /** Format: uri */
            cancelUrl?: string;
        };
        CheckIn: {
            at: string;
            /** @enum {string} */
            by: "mentor" | "candidate";
            text: string;
        };
        PlanResponse: {
            id: string;
            /** @enum {string} */
            state: "paused" | "active" | "cancelled" | "declined" | "checkout" | "applied" | "trialing" | "past_due";
            mentorId: string;
            candidateId: string;
            offeringId: string;
            text: string | null;
            /** @description A month. */
            sessions: number;
            durationMinutes: number;
            /** @description A month. */
            price: components["schemas"]["MoneyDto"];
            /** @description What a promo code takes over of the first month. */
            discount: components["schemas"]["MoneyDto"] | null;
            /** @description Whether it begins with seven days free. */
            trial: boolean;
            trialEndsAt: string | null;
            periodEndsAt: string | null;
            cancelAtPeriodEnd: boolean;
            /**
             * @description `unanswered`: by itself, because the mentor has not answered for seven days.
             * @enum {string|null}
             */
            pausedBy: "candidate" | "unanswered" | null;
            /** @description The payment page, while it is to be paid. */
            checkoutUrl: string | null;
            /** @description Its months, latest first; bookings pass the `id` of one as `entitlementId`. */
            periods: components["schemas"]["EntitlementResponse"][];
            checkIns: components["schemas"]["CheckIn"][];
            createdAt: string;
        };
        PlanPage: {
            data: components["schemas"]["PlanResponse"][];
            nextCursor: string | null;
        };
        ExtendTrial: {
            days: number;
        };
        CheckInText: {
            text: string;
        };
        CreateBooking: {
            /** Format: uuid */
            offeringId: string;
            /**
             * @description A free start, as `GET …/slots` says.
             * @example 2027-01-20T09:00:00Z
             */
            startsAt: string;
            promoCode?: string;
            /**
             * Format: uuid
             * @description A package, or a month of a plan, that pays for it.
             */
            entitlementId?: string;
            /**
             * @description The candidate's zone: mails and calendar speak it.
             * @example Asia/Tokyo
             */
            timeZone: string;
            /** Format: uuid */
            intakeId?: string;
            /** @description For the mentor's eyes only. */
            goals?: string;
        };
        BookingMentor: {
            id: string;
            slug: string;
            displayName: string;
            timeZone: string;
        };
        BookingCandidate: {
            id: string;
            name: string;
        };
        BookingOffering: {
            id: string;
            /** @enum {string} */
            kind: "session" | "intro" | "package" | "plan";
            title: string;
            description: string;
            durationMinutes: number;
            price: components["schemas"]["MoneyDto"];
            sessions: number | null;
            requiresApproval: boolean;
            active: boolean;
        };
        BookingPayment: {
            id: string;
            state: string;
            amount: components["schemas"]["MoneyDto"];
            refundedAmount: components["schemas"]["MoneyDto"];
            dispute: string | null;
            receiptUrl: string | null;
        };
        ClaimEvidence: {
            candidateJoinedAt: string | null;
            mentorJoinedAt: string | null;
        };
        ClaimResponse: {
            id: string;
            bookingId: string;
            /**
             * @description Who says so.
             * @enum {string}
             */
            by: "mentor" | "candidate";
            /**
             * @description Who is said to have been absent.
             * @enum {string}
             */
            absent: "mentor" | "candidate";
            text: string;
            /** @description When each party first opened the room. */
            evidence: components["schemas"]["ClaimEvidence"];
            /** @enum {string} */
            state: "open" | "contested" | "admitted" | "decided";
            /** @description No answer until then counts as admitted. */
            answerBy: string;
            answerText: string | null;
            /** @description By when an admin means to decide a contested claim. */
            decideBy: string | null;
            /** @enum {string|null} */
            outcome: "mentor" | "none" | "candidate" | "both" | null;
            decisionReason: string | null;
            createdAt: string;
        };
        Moved: {
            from: string;
            to: string;
        };
        HistoryItem: {
            at: string;
            /** @enum {string|null} */
            from: "completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed" | null;
            /** @enum {string} */
            to: "completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed";
            by: string;
            reason: string | null;
            /** @description Starts before and after a move. */
            moved: components["schemas"]["Moved"] | null;
        };
        CalendarLinks: {
            google: string;
            outlook: string;
            /** @description With the bearer token. */
            ics: string;
        };
        Cancellation: {
            by: string;
            reason: string;
            refund: components["schemas"]["MoneyDto"];
        };
        Attended: {
            candidate: boolean;
            mentor: boolean;
        };
        RescheduleProposal: {
            id: string;
            startsAt: string[];
            createdAt: string;
        };
        BookingResponse: {
            id: string;
            /** @enum {string} */
            state: "completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed";
            mentor: components["schemas"]["BookingMentor"];
            candidate: components["schemas"]["BookingCandidate"];
            offering: components["schemas"]["BookingOffering"];
            startsAt: string;
            endsAt: string;
            timeZone: string;
            holdExpiresAt: string | null;
            /** @description Until when the mentor may answer a request. */
            respondBy: string | null;
            /** @description What the candidate pays, or paid with a package or plan. */
            price: components["schemas"]["MoneyDto"];
            /** @description What a promo code has taken over; the offering's price is both together. */
            discount: components["schemas"]["MoneyDto"] | null;
            /** @description The package or month of a plan it is paid with. */
            entitlementId: string | null;
            /** @enum {string} */
            policy: "strict" | "flexible" | "standard";
            /** @description The policy in words. */
            policyText: string;
            payment: components["schemas"]["BookingPayment"] | null;
            /** @description The latest claim of absence. */
            claim: components["schemas"]["ClaimResponse"] | null;
            history: components["schemas"]["HistoryItem"][];
            /** @description For the two parties, from 24 hours before. */
            joinUrl: string | null;
            /** @description Ways to add a confirmed session to a calendar. */
            calendarLinks: components["schemas"]["CalendarLinks"] | null;
            cancellation: components["schemas"]["Cancellation"] | null;
            /**
             * @description Who was not there, of a `no_show`.
             * @enum {string|null}
             */
            absent: "mentor" | "candidate" | "both" | null;
            /** @description Who has said that the session took place. */
            attended: components["schemas"]["Attended"];
            /** @description Starts the mentor proposes instead; nothing moves unless the candidate takes one. */
            rescheduleProposal: components["schemas"]["RescheduleProposal"] | null;
            /** @description How often the candidate has moved it. */
            reschedules: number;
            /** @description The mentor dropped out: until when a replacement may be chosen before everything is refunded. */
            replacementUntil: string | null;
            /** @description The booking this one was taken for. */
            replacementFor: string | null;
            seriesId: string | null;
            requestId: string | null;
            /** @description What the candidate wrote for this session; on the single booking only. */
            goals: string | null;
            version: number;
        };
        BookingPage: {
            data: components["schemas"]["BookingResponse"][];
            nextCursor: string | null;
        };
        OpenCheckout: {
            /**
             * Format: uri
             * @description Where the payment page leads after paying.
             */
            successUrl?: string;
            /** Format: uri */
            cancelUrl?: string;
            /** @description My credit is used first, unless I say no. */
            useCredit?: boolean;
        };
        CheckoutResponse: {
            checkoutUrl: string;
            expiresAt: string;
        };
        QuoteResponse: {
            id: string | null;
            refund: components["schemas"]["MoneyDto"];
            penalty: components["schemas"]["MoneyDto"];
            /** @enum {string} */
            policy: "strict" | "flexible" | "standard";
            policyText: string;
            validUntil: string;
        };
        CancelBooking: {
            reason: string;
            /**
             * Format: uuid
             * @description A quote of this booking; its refund is honoured until `validUntil`.
             */
            quoteId?: string;
        };
        MoneySummaryDto: {
            currency: string;
            /** @description By the candidate: card, credit or package, with tax. */
            paid: number;
            /** @description Taken over by the platform: a promo code, a waived loss. */
            platformPaid: number;
            refunded: number;
            /** @description Given back by the candidate's bank after a lost dispute. */
            lost: number;
            /** @description The platform's share. */
            fee: number;
            tax: number;
            /** @description The mentor's, not sent yet; negative: to be given back. */
            owed: number;
            transferred: number;
        };
        MoneyLine: {
            at: string;
            kind: string;
            account: string;
            amount: components["schemas"]["MoneyDto"];
        };
        BookingMoney: {
            summary: components["schemas"]["MoneySummaryDto"][];
            /** @description Both sides see the same lines; they sum to zero. */
            lines: components["schemas"]["MoneyLine"][];
        };
        DeclineRequest: {
            reason: string;
        };
        MoveSession: {
            /** @example 2027-01-21T09:00:00Z */
            startsAt: string;
        };
        ProposeStarts: {
            /**
             * @description One to three other starts.
             * @example [
             *       "2027-01-21T09:00:00Z"
             *     ]
             */
            startsAt: string[];
        };
        ClaimAbsence: {
            /**
             * @description Who was not there.
             * @enum {string}
             */
            absent: "mentor" | "candidate";
            text?: string;
        };
        AnswerClaim: {
            /** @description true: I was absent; false: I was there, and an admin decides. */
            admit: boolean;
            /** @description Needed when contesting. */
            text?: string;
        };
        JoinResponse: {
            /** @description The room. */
            joinUrl: string;
        };
        NotesResponse: {
            shared: string;
            private: string;
            /** @description Of the shared notes. */
            version: number;
        };
        PutNotes: {
            /** @description Both parties read and write it. */
            shared?: string;
            /** @description Mine alone. */
            private?: string;
            /** @description As read; ignored in favour of If-Match. */
            version?: number;
        };
        BookSeries: {
            /** Format: uuid */
            offeringId: string;
            /**
             * @description The first start; the others follow weekly at the same time in `timeZone`.
             * @example 2027-01-20T09:00:00Z
             */
            startsAt: string;
            /**
             * @description How many sessions, 2 to 12.
             * @example 4
             */
            count: number;
            /**
             * @description The candidate's zone: mails and calendar speak it.
             * @example Asia/Tokyo
             */
            timeZone: string;
            /** Format: uuid */
            intakeId?: string;
            /** @description For the mentor's eyes only. */
            goals?: string;
        };
        GroupResponse: {
            id: string;
            /** @description What is paid: the sum of a series; of a request the largest price, of which only the accepted one is taken. */
            price: components["schemas"]["MoneyDto"];
            holdExpiresAt: string | null;
            bookings: components["schemas"]["BookingResponse"][];
        };
        RequestOption: {
            /** Format: uuid */
            offeringId: string;
            /** @example 2027-01-20T09:00:00Z */
            startsAt: string;
        };
        RequestMentors: {
            /** @description Up to three mentors; their times may be the same. */
            options: components["schemas"]["RequestOption"][];
            /**
             * @description The candidate's zone: mails and calendar speak it.
             * @example Asia/Tokyo
             */
            timeZone: string;
            /** Format: uuid */
            intakeId?: string;
            /** @description For the mentor's eyes only. */
            goals?: string;
        };
        WaitingHoursDto: {
            /** @description ISO weekdays, 1 is Monday. */
            weekdays: number[];
            /** @example 18:00 */
            start: string;
            /** @example 21:00 */
            end: string;
        };
        JoinWaitingList: {
            /** Format: uuid */
            offeringId: string;
            /**
             * @description First date that would do.
             * @example 2027-01-18
             */
            from: string;
            /**
             * @description Last date that would do.
             * @example 2027-01-31
             */
            to: string;
            /** @description Hours that would do; left out: any. */
            hours?: components["schemas"]["WaitingHoursDto"][];
            /** @example Asia/Tokyo */
            timeZone: string;
        };
        WaitingResponse: {
            id: string;
            mentorId: string;
            offeringId: string;
            from: string;
            to: string;
            hours: components["schemas"]["WaitingHoursDto"][];
            timeZone: string;
            /**
             * @description `offered`: a time is held for me for 30 minutes; `missed`: that ended unpaid.
             * @enum {string}
             */
            state: "missed" | "offered" | "left" | "booked" | "waiting";
            /** @description The booking that is held for me. */
            bookingId: string | null;
            createdAt: string;
        };
        WaitingList: {
            data: components["schemas"]["WaitingResponse"][];
            nextCursor: string | null;
        };
        OpenRefundCase: {
            /**
             * Format: uuid
             * @description The session it is about; or `periodId`.
             */
            bookingId?: string;
            /**
             * Format: uuid
             * @description The month of a plan it is about; or `bookingId`.
             */
            periodId?: string;
            /** @enum {string} */
            reason: "quality" | "not_delivered" | "other";
            text: string;
        };
        CaseStep: {
            at: string;
            /** @enum {string} */
            by: "mentor" | "admin" | "candidate" | "clock";
            step: string;
            text: string;
        };
        RefundCaseResponse: {
            id: string;
            bookingId: string | null;
            periodId: string | null;
            /** @enum {string} */
            reason: "quality" | "not_delivered" | "other";
            /** @enum {string} */
            state: "open" | "decided" | "escalated" | "agreed" | "withdrawn";
            /** @description Until when the mentor may answer; then an admin decides. */
            answerBy: string;
            /** @description What is given back by it; null while it is open. */
            refund: components["schemas"]["MoneyDto"] | null;
            /** @description Both sides read all of it. */
            steps: components["schemas"]["CaseStep"][];
            createdAt: string;
        };
        RefundCasePage: {
            data: components["schemas"]["RefundCaseResponse"][];
            nextCursor: string | null;
        };
        AnswerRefundCase: {
            /** @description Agreeing gives back everything that is left. */
            agree: boolean;
            /** @default  */
            text?: string;
        };
        CaseText: {
            text: string;
        };
        BudgetDto: {
            /**
             * @description Integer minor units.
             * @example 60000
             */
            amount: number;
            /** @example USD */
            currency: string;
            /**
             * @default month
             * @enum {string}
             */
            per?: "session" | "total" | "month" | "week";
        };
        PreferredHoursDto: {
            /** @description 1 Monday to 7 Sunday. */
            weekdays: number[];
            /** @example 18:00 */
            start: string;
            /** @example 21:00 */
            end: string;
        };
        TellGoals: {
            goals?: string;
            segments?: string[];
            targetCompanies?: string[];
            /**
             * @description Employers whose people must not see the candidate.
             * @example [
             *       "PayPal"
             *     ]
             */
            avoidEmployers?: string[];
            region?: string;
            level?: string;
            specialties?: string[];
            /** @example 2027-01-20 */
            interviewDate?: string;
            /** @description Hours a week for preparation, sessions included. */
            weeklyHours?: number;
            /** @description Round to 1 (none) … 5 (ready). */
            confidence?: {
                [key: string]: number;
            };
            budget?: components["schemas"]["BudgetDto"];
            languages?: string[];
            timeZone?: string;
            preferredHours?: components["schemas"]["PreferredHoursDto"][];
        };
        InferenceDto: {
            /** @description As the field has it. */
            value: string | number | unknown[] | Record<string, never>;
            /** @example interviewDate */
            field: string;
            /**
             * @description The words it rests on.
             * @example loop in three weeks
             */
            evidence: string;
            /** @description 0 to 1. */
            certainty: number;
            /** @description What was decided where the text leaves a choice: a contradiction, an assumption. */
            note?: string;
        };
        RoundReadinessDto: {
            round: string;
            weight: number;
            confidence: number;
            assumed: boolean;
            gap: number;
            why: string;
        };
        ReadinessDto: {
            overall: number;
            rounds: components["schemas"]["RoundReadinessDto"][];
            basis: string | null;
        };
        OptionCost: {
            from: components["schemas"]["MoneyDto"];
            to: components["schemas"]["MoneyDto"];
            per: string;
        };
        FitOptionDto: {
            option: string;
            score: number;
            cost: components["schemas"]["OptionCost"];
            weeksToReady: number | null;
            feedback: number;
            accountability: number;
            why: string;
        };
        FitDto: {
            /** @enum {string} */
            verdict: "strong" | "partial" | "not_now";
            summary: string;
            options: components["schemas"]["FitOptionDto"][];
            /** @description What the market looks like, each with its year. */
            market: string[];
        };
        IntakeResponse: {
            id: string;
            /** @description Only on creation. */
            accessToken?: string;
            answers: Record<string, never>;
            inferred: components["schemas"]["InferenceDto"][];
            readiness: components["schemas"]["ReadinessDto"];
            fit: components["schemas"]["FitDto"];
            /** @description Questions back, where the text said nothing usable. */
            followUps: string[];
            rubricVersion: string;
            version: number;
        };
        InterpretText: {
            text: string;
            timeZone?: string;
        };
        InterpretResponse: {
            answers: Record<string, never>;
            inferred: components["schemas"]["InferenceDto"][];
            followUps: string[];
        };
        TellOutcome: {
            /**
             * @description A round's slug.
             * @example system-design
             */
            round: string;
            /** @enum {string} */
            result: "failed" | "offer" | "passed" | "withdrew";
        };
        OutcomeResponse: {
            round: string;
            /** @enum {string} */
            result: "failed" | "offer" | "passed" | "withdrew";
            /**
             * Format: date-time
             * @description RFC 3339 UTC.
             */
            toldAt: string;
        };
        ClaimIntake: {
            token: string;
        };
        WriteReview: {
            /**
             * @default []
             * @example [
             *       "clear-feedback"
             *     ]
             */
            tags?: string[];
            /**
             * @description 1 to 5.
             * @example 5
             */
            rating: number;
            /**
             * @description Plain text; shown to everybody where it is about a mentor.
             * @default
             */
            text?: string;
            /** @description 1 to 5, for admins only. */
            privateRating?: number;
        };
        ReviewResponse: {
            bookingId: string;
            /** @enum {string} */
            by: "mentor" | "candidate";
            /** @enum {string} */
            state: "published" | "hidden" | "blind";
            id: string;
            /**
             * @description The candidate's initial.
             * @example C.
             */
            author: string;
            rating: number;
            text: string;
            tags: string[];
            /** @description RFC 3339 UTC. */
            publishedAt: string;
            /** @description The mentor's answer. */
            reply: string | null;
            repliedAt: string | null;
        };
        BookingReviews: {
            /** @description What I wrote. */
            mine: components["schemas"]["ReviewResponse"] | null;
            /** @description What the other side wrote; null until both are published. */
            theirs: components["schemas"]["ReviewResponse"] | null;
        };
        PublicReview: {
            id: string;
            /**
             * @description The candidate's initial.
             * @example C.
             */
            author: string;
            rating: number;
            text: string;
            tags: string[];
            /** @description RFC 3339 UTC. */
            publishedAt: string;
            /** @description The mentor's answer. */
            reply: string | null;
            repliedAt: string | null;
        };
        PublicReviewPage: {
            data: components["schemas"]["PublicReview"][];
            nextCursor: string | null;
        };
        ReplyToReview: {
            text: string;
        };
        ReportReview: {
            reason: string;
        };
        FacetCount: {
            /** @example fintech */
            value: string;
            /** @description Mentors with it among those that fit the other filters. */
            count: number;
        };
        MentorFacets: {
            specialty: components["schemas"]["FacetCount"][];
            round: components["schemas"]["FacetCount"][];
            segment: components["schemas"]["FacetCount"][];
            language: components["schemas"]["FacetCount"][];
            region: components["schemas"]["FacetCount"][];
        };
        MentorCard: {
            id: string;
            /** @example ada-okafor */
            slug: string;
            displayName: string;
            headline: string;
            photoUrl: string | null;
            /** @description Takes new candidates at the moment. */
            accepting: boolean;
            region: string | null;
            timeZone: string;
            languages: string[];
            specialties: string[];
            rounds: string[];
            segments: string[];
            companies: string[];
            rating: components["schemas"]["RatingDto"];
            sessionsCompleted: number;
            priceFrom: components["schemas"]["MoneyDto"] | null;
            /** @description The soonest free start of the cheapest priced offering, RFC 3339 UTC. */
            nextSlot: string | null;
        };
        MentorPage: {
            facets: components["schemas"]["MentorFacets"];
            /** @description How many mentors fit. */
            total: number;
            /**
             * @description The text that was searched for, where typing errors in `q` were put right.
             * @example fintech
             */
            readAs?: string;
            data: components["schemas"]["MentorCard"][];
            nextCursor: string | null;
        };
        Reliability: {
            /** @description Sessions that were booked and due. */
            sessionsDue: number;
            /** @description Share the mentor cancelled, 0 to 1; null below five sessions. */
            cancellationRate: number | null;
            noShowRate: number | null;
            /** @description Of the latest hundred requests. */
            medianResponseMinutes: number | null;
        };
        MentorOutcomes: {
            /**
             * @description Rounds that candidates told the result of.
             * @example 14
             */
            told: number;
            /**
             * @description Of those, passed.
             * @example 11
             */
            passed: number;
        };
        PublicMentorProfile: {
            id: string;
            /** @example ada-okafor */
            slug: string;
            displayName: string;
            headline: string;
            photoUrl: string | null;
            /** @description Takes new candidates at the moment. */
            accepting: boolean;
            region: string | null;
            timeZone: string;
            languages: string[];
            specialties: string[];
            rounds: string[];
            segments: string[];
            companies: string[];
            rating: components["schemas"]["RatingDto"];
            sessionsCompleted: number;
            priceFrom: components["schemas"]["MoneyDto"] | null;
            /** @description The soonest free start of the cheapest priced offering, RFC 3339 UTC. */
            nextSlot: string | null;
            reliability: components["schemas"]["Reliability"];
            /** @description How interviews of candidates they coached went, in rounds they coach; null below five. */
            outcomes: components["schemas"]["MentorOutcomes"] | null;
            bio: string;
            history: components["schemas"]["PositionDto"][];
            yearsOfExperience: number;
            links: string[];
            /** @enum {string} */
            policy: "strict" | "flexible" | "standard";
            /** @description The cancellation policy in words. */
            policyText: string;
            offerings: components["schemas"]["OfferingDto"][];
        };
        MatchReasonDto: {
            factor: string;
            points: number;
            max: number;
            text: string;
        };
        MatchDto: {
            mentor: components["schemas"]["MentorCard"];
            /** @description 0 to 100; the reasons' points add up to it. */
            score: number;
            reasons: components["schemas"]["MatchReasonDto"][];
            missing: string[];
            /** @description The next free starts of the offering, up to three. */
            nextSlots: string[];
            /** @description The cheapest suitable offering. */
            offering: components["schemas"]["OfferingDto"];
        };
        FilterCount: {
            /**
             * @example budget
             * @enum {string}
             */
            filter: "time" | "capacity" | "language" | "budget" | "discretion";
            /** @description How many mentors it removed. */
            count: number;
            text: string;
        };
        Suggestion: {
            /** @example Raise your budget to USD 60.00 */
            text: string;
            /** @description The fields to change in the intake. */
            change: Record<string, never>;
            /** @description How many mentors would be found then, 100 at most. */
            wouldFind: number;
        };
        NoMatches: {
            filters: components["schemas"]["FilterCount"][];
            suggestion: components["schemas"]["Suggestion"] | null;
        };
        MatchesResponse: {
            data: components["schemas"]["MatchDto"][];
            /** @description How many mentors were looked at. */
            considered: number;
            /** @description Only where nobody fits. */
            empty?: components["schemas"]["NoMatches"];
        };
        Exclusion: {
            /** @enum {string} */
            filter: "time" | "paused" | "capacity" | "language" | "budget" | "discretion";
            text: string;
        };
        PlaceChange: {
            /** @description The fields to change in the intake. */
            change: Record<string, never>;
            /** @description The place the mentor would have then. */
            place: number;
            text: string;
        };
        WhyResponse: {
            mentor: components["schemas"]["MentorCard"];
            /** @description 0 to 100; the reasons' points add up to it. */
            score: number;
            reasons: components["schemas"]["MatchReasonDto"][];
            missing: string[];
            /** @description The next free starts of the offering, up to three. */
            nextSlots: string[];
            /** @description The cheapest suitable offering. */
            offering: components["schemas"]["OfferingDto"];
            /** @description From 1; null below the hundredth place, or where the mentor is left out. */
            place: number | null;
            /** @description What keeps the mentor out. */
            excludedBy: components["schemas"]["Exclusion"] | null;
            /** @description What would bring the mentor further up, each on its own. */
            changes: components["schemas"]["PlaceChange"][];
        };
        PreviewSession: {
            offeringId: string;
            minutes: number;
            round: string;
            purpose: string;
            /** @description A free time of the mentor that would suit; nothing is held. */
            startsAt: string;
        };
        PreviewPractice: {
            task: string;
            hours: number;
            round: string;
        };
        PreviewWeekDto: {
            week: number;
            focus: string[];
            sessions: components["schemas"]["PreviewSession"][];
            practice: components["schemas"]["PreviewPractice"][];
            milestone: string;
        };
        PreviewResponse: {
            weeks: components["schemas"]["PreviewWeekDto"][];
            totalCost: components["schemas"]["MoneyDto"];
            totalHours: number;
        };
        ReplacementOption: {
            mentor: components["schemas"]["MentorCard"];
            offering: components["schemas"]["OfferingDto"];
            /** @description The free start nearest to the lost one. */
            startsAt: string;
            /** @description Other free starts near it. */
            nextSlots: string[];
            /** @description What was paid already: nothing comes on top. */
            price: components["schemas"]["MoneyDto"];
        };
        ReplacementsResponse: {
            data: components["schemas"]["ReplacementOption"][];
            /** @description Without a choice until then everything is refunded. */
            decideBy: string;
        };
        ChooseReplacement: {
            /** Format: uuid */
            mentorId: string;
            /** @example 2027-01-20T10:00:00Z */
            startsAt: string;
        };
        FeedResponse: {
            /** @description Told only when it is made. */
            url: string | null;
            /** @description Null: there is no feed. */
            createdAt: string | null;
        };
        NotificationSubject: {
            kind: string;
            id: string;
        };
        NotificationResponse: {
            id: string;
            /** @description `booking_confirmed`, `reminder`, `message`, … */
            kind: string;
            title: string;
            text: string;
            /** @description Where to go from here. */
            url: string | null;
            about: components["schemas"]["NotificationSubject"] | null;
            createdAt: string;
            readAt: string | null;
        };
        NotificationPage: {
            data: components["schemas"]["NotificationResponse"][];
            nextCursor: string | null;
            /** @description How many are unread in all. */
            unread: number;
        };
        MarkRead: {
            /**
             * Format: uuid
             * @description This one and all older ones; left out: all.
             */
            upTo?: string;
        };
        MarkedRead: {
            read: number;
        };
        BeginThread: {
            /**
             * @description Attachments, as https links.
             * @default []
             */
            links?: string[];
            /** Format: uuid */
            mentorId: string;
            /**
             * @description Plain text.
             * @example Which rounds do you mock?
             */
            text: string;
        };
        MessageResponse: {
            id: string;
            threadId: string;
            /** @enum {string} */
            by: "mentor" | "candidate";
            text: string;
            links: string[];
            /** @description Contact details were taken out: they are shared after the first paid session is booked. */
            masked: boolean;
            /** @description An admin took it away after a complaint. */
            hidden: boolean;
            /** @description RFC 3339 UTC. */
            createdAt: string;
        };
        ThreadResponse: {
            id: string;
            mentor: {
                id: string;
                displayName: string;
            };
            candidate: {
                id: string;
                name: string;
            };
            /** @description Messages of the other side I have not read. */
            unread: number;
            /** @description Up to when the other side has read; RFC 3339 UTC. */
            otherReadAt: string;
            /** @enum {string|null} */
            blockedBy: "mentor" | "candidate" | null;
            lastMessageAt: string;
        };
        ThreadPage: {
            data: components["schemas"]["ThreadResponse"][];
            nextCursor: string | null;
        };
        MessagePage: {
            data: components["schemas"]["MessageResponse"][];
            nextCursor: string | null;
        };
        WriteMessage: {
            /**
             * @description Attachments, as https links.
             * @default []
             */
            links?: string[];
            /**
             * @description Plain text.
             * @example Which rounds do you mock?
             */
            text: string;
        };
        ReportMessage: {
            reason: string;
        };
        WebhookEndpointResponse: {
            id: string;
            url: string;
            events: ("booking.held" | "booking.confirmed" | "booking.rescheduled" | "booking.cancelled" | "booking.declined" | "booking.expired" | "booking.completed" | "booking.no_show" | "payment.succeeded" | "payment.refunded" | "payment.disputed" | "review.created" | "mentor.published")[];
            active: boolean;
            /** @description Since when everything fails; after five days it is switched off. */
            failingSince: string | null;
            /** @description For checking signatures (Standard Webhooks); told only now. */
            secret?: string;
            version: number;
        };
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpointResponse"][];
            nextCursor: string | null;
        };
        CreateWebhookEndpoint: {
            /**
             * @description https; private addresses are refused.
             * @example https://example.com/hooks
             */
            url: string;
            /**
             * @example [
             *       "booking.confirmed"
             *     ]
             */
            events: ("booking.held" | "booking.confirmed" | "booking.rescheduled" | "booking.cancelled" | "booking.declined" | "booking.expired" | "booking.completed" | "booking.no_show" | "payment.succeeded" | "payment.refunded" | "payment.disputed" | "review.created" | "mentor.published")[];
        };
        EditWebhookEndpoint: {
            url?: string;
            events?: ("booking.held" | "booking.confirmed" | "booking.rescheduled" | "booking.cancelled" | "booking.declined" | "booking.expired" | "booking.completed" | "booking.no_show" | "payment.succeeded" | "payment.refunded" | "payment.disputed" | "review.created" | "mentor.published")[];
            /** @description Switches it off, or on again. */
            active?: boolean;
        };
        WebhookDeliveryResponse: {
            id: string;
            eventId: string;
            /** @enum {string} */
            type: "booking.held" | "booking.confirmed" | "booking.rescheduled" | "booking.cancelled" | "booking.declined" | "booking.expired" | "booking.completed" | "booking.no_show" | "payment.succeeded" | "payment.refunded" | "payment.disputed" | "review.created" | "mentor.published";
            /** @enum {string} */
            state: "failed" | "pending" | "delivered";
            attempts: number;
            lastStatus: number | null;
            lastError: string | null;
            /** @description RFC 3339 UTC. */
            createdAt: string;
            deliveredAt: string | null;
        };
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDeliveryResponse"][];
            nextCursor: string | null;
        };
        PersonalDataExport: {
            /** @description RFC 3339 UTC. */
            exportedAt: string;
            account: Record<string, never>[];
            intakes: Record<string, never>[];
            bookings: Record<string, never>[];
            refundCases: Record<string, never>[];
            prepaid: Record<string, never>[];
            payments: Record<string, never>[];
            reviews: Record<string, never>[];
            messages: Record<string, never>[];
            mentorProfile: Record<string, never>[];
            notifications: Record<string, never>[];
            mails: Record<string, never>[];
        };
        MetricMoney: {
            amount: number;
            currency: string;
        };
        Funnel: {
            intakes: number;
            /** @description Intakes that were shown matches for the first time. */
            matched: number;
            /** @description Bookings made, free ones included. */
            booked: number;
            /** @description Confirmed by a payment. */
            paid: number;
            completed: number;
        };
        MetricInterval: {
            /** @description First day. */
            from: string;
            /** @description Bookings that came into each state. */
            bookings: {
                [key: string]: number;
            };
            rescheduled: number;
            /** @description Paid by card, tax included, for each currency. */
            grossVolume: components["schemas"]["MetricMoney"][];
            /** @description The platform's share, less what went back with refunds. */
            take: components["schemas"]["MetricMoney"][];
            /** @description Refunded to cards. */
            refunds: components["schemas"]["MetricMoney"][];
            /** @description Minutes of sessions that were due, as a share of the minutes mentors offered; null where they offered none. */
            fillRate: number | null;
            funnel: components["schemas"]["Funnel"];
            /** @description Mean hours from signing up to the first session, of those who had theirs; null: nobody. */
            hoursToFirstSession: number | null;
        };
        SupplyOf: {
            slug: string;
            /** @description Published mentors at present. */
            mentors: number;
            /** @description Intakes of the whole span that want it. */
            wanted: number;
            /** @description Its share of all wishes less its share of all that is on offer: above 0, more is wanted than there is. */
            gap: number;
        };
        MetricsResponse: {
            from: string;
            to: string;
            /** @enum {string} */
            interval: "month" | "day" | "week";
            data: components["schemas"]["MetricInterval"][];
            specialties: components["schemas"]["SupplyOf"][];
            rounds: components["schemas"]["SupplyOf"][];
        };
        AdminMentor: {
            id: string;
            slug: string;
            displayName: string;
            headline: string;
            state: string;
            stateReason: string | null;
            /**
             * Format: date-time
             * @description Since when changes wait to be looked at.
             */
            changedSince: string | null;
            /** @description What the profile said before them. */
            approved: Record<string, never> | null;
            photoProblem: string | null;
            /** Format: date-time */
            pausedUntil: string | null;
            createdAt: string;
        };
        AdminMentorPage: {
            data: components["schemas"]["AdminMentor"][];
            nextCursor: string | null;
        };
        Reason: {
            /** @description Kept in the audit log. */
            reason: string;
        };
        MentorDecision: {
            id: string;
            before: string;
            after: string;
        };
        AdminRefund: {
            /** @description Kept in the audit log. */
            reason: string;
            /** @description Minor units of the payment's currency; everything that is left when omitted. */
            amount?: number;
        };
        RefundOrdered: {
            refundId: string;
        };
        ClaimPage: {
            data: components["schemas"]["ClaimResponse"][];
            nextCursor: string | null;
        };
        DecideClaim: {
            /** @description Kept in the audit log. */
            reason: string;
            /**
             * @description Who was absent; `none`: the session took place.
             * @enum {string}
             */
            outcome: "mentor" | "none" | "candidate" | "both";
        };
        LedgerCountsDto: {
            entries: number;
            payments: number;
            refunds: number;
            transfers: number;
            bookings: number;
        };
        LedgerProblemDto: {
            kind: string;
            subject: string;
            expected: string;
            actual: string;
        };
        LedgerCheck: {
            ok: boolean;
            checked: components["schemas"]["LedgerCountsDto"];
            problems: components["schemas"]["LedgerProblemDto"][];
        };
        Reconciled: {
            /** @description Unfinished payments Stripe was asked about. */
            looked: number;
            moved: number;
        };
        AuditItem: {
            id: string;
            at: string;
            adminId: string;
            action: string;
            subjectKind: string;
            subjectId: string;
            before: Record<string, never> | null;
            after: Record<string, never> | null;
            reason: string;
        };
        AuditPage: {
            data: components["schemas"]["AuditItem"][];
            nextCursor: string | null;
        };
        ApiKeyResponse: {
            id: string;
            name: string;
            /** @description How it begins. */
            shown: string;
            scopes: string[];
            createdBy: string;
            createdAt: string;
            lastUsedAt: string | null;
            expiresAt: string | null;
        };
        ApiKeyList: {
            data: components["schemas"]["ApiKeyResponse"][];
            nextCursor: string | null;
        };
        CreateApiKey: {
            /** @description Kept in the audit log. */
            reason: string;
            name: string;
            /**
             * @example [
             *       "admin:read"
             *     ]
             */
            scopes: ("admin:read" | "mentors:write" | "accounts:write" | "bookings:write" | "money:write" | "catalog:write" | "moderation:write" | "jobs:write")[];
            /** @description RFC 3339; left out: until it is revoked. */
            expiresAt?: string;
        };
        NewApiKey: {
            id: string;
            name: string;
            /** @description How it begins. */
            shown: string;
            scopes: string[];
            createdBy: string;
            createdAt: string;
            lastUsedAt: string | null;
            expiresAt: string | null;
            /** @description Send it as `x-api-key`. It is not told again. */
            key: string;
        };
        CatalogEntryResponse: {
            kind: string;
            slug: string;
            name: string;
            description: string;
            position: number;
            data: Record<string, never>;
            retired: boolean;
            version: number;
        };
        CatalogEntriesResponse: {
            data: components["schemas"]["CatalogEntryResponse"][];
            /** @description The version of the rubric these belong to. */
            rubricVersion: string;
        };
        AddCatalogEntry: {
            /** @description Kept in the audit log. */
            reason: string;
            /** @example robotics */
            slug: string;
            name?: string;
            description?: string;
            position?: number;
            /** @description What this kind of entry carries: weights of a segment, segment and aliases of a company, gains and costs of an option. */
            data?: Record<string, never>;
            /** @description Kept for what refers to it, offered no more. */
            retired?: boolean;
        };
        ChangeCatalogEntry: {
            /** @description Kept in the audit log. */
            reason: string;
            name?: string;
            description?: string;
            position?: number;
            /** @description What this kind of entry carries: weights of a segment, segment and aliases of a company, gains and costs of an option. */
            data?: Record<string, never>;
            /** @description Kept for what refers to it, offered no more. */
            retired?: boolean;
        };
        OpenAppeal: {
            id: string;
            mentorId: string;
            text: string;
            /** Format: date-time */
            createdAt: string;
        };
        AppealPage: {
            data: components["schemas"]["OpenAppeal"][];
            nextCursor: string | null;
        };
        StandingLifted: {
            id: string;
            /** @description Incidents that no longer count. */
            settled: number;
        };
        AppealDeclined: {
            id: string;
        };
        ChangesDecided: {
            id: string;
            before: Record<string, never>;
            after: Record<string, never>;
        };
        ReportedMessage: {
            id: string;
            threadId: string;
            /** @description Who wrote it. */
            by: string;
            authorId: string;
            /** @description Only what was reported can be read, not the thread. */
            text: string;
            /** Format: date-time */
            reportedAt: string;
            reportReason: string;
        };
        ReportedMessagePage: {
            data: components["schemas"]["ReportedMessage"][];
            nextCursor: string | null;
        };
        ReportSettled: {
            id: string;
            hidden: boolean;
        };
        Marking: {
            /** @description Kept in the audit log. */
            reason: string;
            /**
             * @description What really happened: it took place (`completed`), or who was absent.
             * @enum {string}
             */
            as: "completed" | "candidate_absent" | "mentor_absent" | "both_absent";
        };
        AdminPayment: {
            id: string;
            payerId: string;
            subjectKind: string;
            subjectId: string;
            method: string;
            state: string;
            amount: number;
            taxAmount: number;
            currency: string;
            refundedAmount: number;
            /** @description Refunds that have not arrived yet. */
            refundingAmount: number;
            transferredAmount: number;
            stripeFeeAmount: number | null;
            dispute: string | null;
            stripePaymentIntentId: string | null;
            createdAt: string;
        };
        AdminPaymentPage: {
            data: components["schemas"]["AdminPayment"][];
            nextCursor: string | null;
        };
        TroubledRefund: {
            id: string;
            paymentId: string;
            amount: number;
            currency: string;
            /** @description `pending` or `failed`. */
            state: string;
            /** @description `needs_funds`: our balance at Stripe is short. */
            pendingReason: string | null;
            failureReason: string | null;
            attempt: number;
            reason: string;
            nextTryAt: string | null;
        };
        TroubledRefundPage: {
            data: components["schemas"]["TroubledRefund"][];
            nextCursor: string | null;
        };
        DisputeResponse: {
            id: string;
            paymentId: string;
            stripeDisputeId: string;
            amount: number;
            currency: string;
            reason: string;
            /** @enum {string} */
            state: "open" | "won" | "lost";
            /** @description Stripe's own word. */
            stripeStatus: string;
            evidenceDueBy: string | null;
            evidenceSentAt: string | null;
            waivedAt: string | null;
            openedAt: string;
            closedAt: string | null;
        };
        DisputePage: {
            data: components["schemas"]["DisputeResponse"][];
            nextCursor: string | null;
        };
        DisputeEvidence: {
            /** @description Kept in the audit log. */
            reason: string;
            /** @description By Stripe's names, e.g. `product_description`, `access_activity_log`, `uncategorized_text`. */
            evidence: Record<string, never>;
        };
        DecideCase: {
            /** @description Kept in the audit log. */
            reason: string;
            /** @description What the candidate gets back, minor units; 0: nothing. */
            amount: number;
        };
        SetFee: {
            /** @description Kept in the audit log. */
            reason: string;
            /**
             * @description Percent for new bookings; null: the usual one.
             * @default null
             */
            feePercent?: number | null;
        };
        FeeResponse: {
            mentorId: string;
            before: number | null;
            after: number | null;
        };
        WaiveDebt: {
            /** @description Kept in the audit log. */
            reason: string;
            currency: string;
            /** @description All of it when left out. */
            amount?: number;
        };
        WaivedResponse: {
            waived: number;
            currency: string;
        };
        GrantCredit: {
            /** @description Kept in the audit log. */
            reason: string;
            currency: string;
            amount: number;
        };
        GrantedResponse: {
            accountId: string;
            amount: number;
            currency: string;
        };
        PromoCodeResponse: {
            id: string;
            code: string;
            /** @enum {string} */
            kind: "amount" | "percent";
            value: number;
            currency: string | null;
            startsAt: string | null;
            endsAt: string | null;
            totalLimit: number | null;
            perCandidateLimit: number | null;
            minimumPrice: number;
            mentorId: string | null;
            offeringId: string | null;
            usedCount: number;
            active: boolean;
            version: number;
        };
        PromoCodePage: {
            data: components["schemas"]["PromoCodeResponse"][];
            nextCursor: string | null;
        };
        CreatePromoCode: {
            /** @description Kept in the audit log. */
            reason: string;
            /** @description Letters, digits, - and _; asked for in any case. */
            code: string;
            /** @enum {string} */
            kind: "amount" | "percent";
            /** @description Percent, or minor units of the currency. */
            value: number;
            currency?: string;
            /** @description Minor units. */
            minimumPrice?: number;
            /** Format: uuid */
            mentorId?: string;
            /** Format: uuid */
            offeringId?: string;
            startsAt?: string | null;
            endsAt?: string | null;
            totalLimit?: number | null;
            perCandidateLimit?: number | null;
            active?: boolean;
        };
        PromoLimits: {
            /** @description Kept in the audit log. */
            reason: string;
            startsAt?: string | null;
            endsAt?: string | null;
            totalLimit?: number | null;
            perCandidateLimit?: number | null;
            active?: boolean;
        };
        JournalLineDto: {
            entryId: string;
            at: string;
            kind: string;
            subjectKind: string;
            subjectId: string;
            stripeObject: string | null;
            account: string;
            /** @description Debits positive, minor units. */
            amount: number;
            currency: string;
        };
        LedgerPage: {
            data: components["schemas"]["JournalLineDto"][];
            nextCursor: string | null;
        };
        AccountBalanceDto: {
            account: string;
            currency: string;
            debits: number;
            credits: number;
            balance: number;
        };
        TrialBalance: {
            /** @description Debits and credits of each currency are equal. */
            accounts: components["schemas"]["AccountBalanceDto"][];
            ok: boolean;
        };
        ComparisonDifference: {
            object: string;
            currency: string;
            atStripe: number;
            inLedger: number;
        };
        ComparisonResponse: {
            id: string;
            since: string;
            until: string;
            /** @description Objects of Stripe that were compared. */
            compared: number;
            differences: components["schemas"]["ComparisonDifference"][];
        };
        ComparisonPage: {
            data: components["schemas"]["ComparisonResponse"][];
            nextCursor: string | null;
        };
        AdminAccount: {
            id: string;
            name: string;
            email: string;
            roles: ("mentor" | "admin" | "candidate")[];
            /** Format: date-time */
            bannedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        AdminAccountPage: {
            data: components["schemas"]["AdminAccount"][];
            nextCursor: string | null;
        };
        Banned: {
            id: string;
            /** @description Bookings ahead that were cancelled with a full refund. */
            cancelledBookings: number;
        };
        SetRoles: {
            /** @description Kept in the audit log. */
            reason: string;
            /**
             * @description `candidate` is always among them.
             * @example [
             *       "candidate",
             *       "admin"
             *     ]
             */
            roles: ("mentor" | "admin" | "candidate")[];
        };
        RolesChanged: {
            id: string;
            before: ("mentor" | "admin" | "candidate")[];
            after: ("mentor" | "admin" | "candidate")[];
        };
        AdminJob: {
            id: string;
            /**
             * @description What it does.
             * @example notifications.mail
             */
            name: string;
            retries: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            failedAt: string | null;
            error: string | null;
        };
        AdminJobPage: {
            data: components["schemas"]["AdminJob"][];
            nextCursor: string | null;
        };
        JobRetried: {
            id: string;
        };
        RoundReportDto: {
            round: string;
            name: string;
            outcomes: number;
            failed: number;
            /** @description Of the weights candidates' rubrics gave the round. */
            meanWeight: number;
            confidenceWhenFailed: number | null;
            confidenceWhenPassed: number | null;
            /** @description Per cent. */
            failureRate: number | null;
            /** @description The round's part of all weight, per cent. */
            weightShare: number | null;
            /** @description The round's part of all failures, per cent. */
            failureShare: number | null;
            /**
             * @description Whether outcomes speak for more or less weight; null below ten.
             * @enum {string|null}
             */
            lean: "more" | "less" | "as is" | null;
        };
        OutcomeReportResponse: {
            rubricVersion: string;
            /** @description Rounds that candidates told the result of, those who withdrew left out. */
            outcomes: number;
            rounds: components["schemas"]["RoundReportDto"][];
        };
        AdminReview: {
            bookingId: string;
            /** @enum {string} */
            by: "mentor" | "candidate";
            /** @enum {string} */
            state: "published" | "hidden" | "blind";
            id: string;
            /**
             * @description The candidate's initial.
             * @example C.
             */
            author: string;
            rating: number;
            text: string;
            tags: string[];
            /** @description RFC 3339 UTC. */
            publishedAt: string;
            /** @description The mentor's answer. */
            reply: string | null;
            repliedAt: string | null;
            mentorId: string;
            privateRating: number | null;
            hiddenReason: string | null;
            reportedAt: string | null;
            reportReason: string | null;
        };
        AdminReviewPage: {
            data: components["schemas"]["AdminReview"][];
            nextCursor: string | null;
        };
        RatingProblem: {
            mentorId: string;
            expected: {
                count: number;
                sum: number;
            };
            actual: {
                count: number;
                sum: number;
            };
        };
        RatingCheck: {
            ok: boolean;
            /** @description How many mentors were looked at. */
            checked: number;
            problems: components["schemas"]["RatingProblem"][];
        };
        /** @description RFC 9457 problem details */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "validation_failed" | "unauthenticated" | "forbidden" | "not_found" | "slot_taken" | "busy" | "invalid_state" | "version_conflict" | "idempotency_key_reused" | "request_in_progress" | "already_exists" | "hold_expired" | "payload_too_large" | "unsupported_media_type" | "slot_unavailable" | "policy_violation" | "promo_invalid" | "too_many_holds" | "rate_limited" | "internal_error" | "payment_provider_error" | "unavailable";
            detail: string;
            instance: string;
            requestId: string;
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description The nearest free starts */
            alternatives?: string[];
            /** @description Of several times wanted together: which cannot be had, and why */
            conflicts?: {
                /** Format: date-time */
                startsAt: string;
                reason: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    OperationsController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OperationsController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CatalogController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_listConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveConsent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PrivacyController_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AccountsController_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutsController_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutAccountResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutsController_onboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardMentor"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutsController_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarningsResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PayoutsController_statement: {
        parameters: {
            query: {
                /** @description `YYYY-MM`, by the mentor's calendar. */
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MatchingController_search: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Words in name, headline, bio or companies. */
                q?: string;
                specialty?: string[];
                round?: string[];
                segment?: string[];
                language?: string[];
                region?: string[];
                /** @description In minor units of `currency`. */
                maxPrice?: number;
                currency?: string;
                minRating?: number;
                /** @description Only mentors with a free start at or after this. */
                availableFrom?: string;
                /** @description … and before this. */
                availableTo?: string;
                sort?: "price" | "relevance" | "rating" | "soonest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_apply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyAsMentor"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditMentor"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_offerings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferingList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_createOffering: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOffering"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferingDto"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_archiveOffering: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archived */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MentorsController_editOffering: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditOffering"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferingDto"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StandingController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StandingController_appeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Appeal"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_slots: {
        parameters: {
            query: {
                offeringId: string;
                /** @description Inclusive: an instant, or a date that means local midnight in `timeZone`. */
                from: string;
                /** @description Exclusive; at most 62 days after `from`. */
                to: string;
                /** @description The viewer's zone. */
                timeZone: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotsResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_overrides: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_putOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutOverride"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_removeOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The weekly hours count again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_timeOff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOffList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_addTimeOff: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTimeOff"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOffResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AvailabilityController_removeTimeOff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_replace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutSchedule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNamedSchedule"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_readOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_replaceOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNamedSchedule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SchedulesController_makeDefault: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedScheduleResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BusyCalendarsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusyCalendarList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BusyCalendarsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddBusyCalendar"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusyCalendarResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BusyCalendarsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed, and its time is free */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PaymentsController_stripe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PaymentsController_stripeEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MoneyController_myCredit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MoneyController_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MoneyController_html: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PackagesController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PackagesController_buy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuyPackage"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PackagesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PackagesController_giveBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PackagesController_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MovePackage"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_checkout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_extendTrial: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendTrial"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlansController_checkIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInText"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: ("completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed")[];
                /** @description As whom; both when left out. */
                role?: "mentor" | "candidate";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBooking"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_listOfMentor: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: ("completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed")[];
                /** @description Only sessions that start at or after this. */
                from?: string;
                /** @description … and before this. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_checkout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCheckout"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_lookAtQuote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BookingsController_money: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingMoney"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_reschedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveSession"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_propose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeStarts"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_acceptProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveSession"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_declineProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimAbsence"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_attended: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_join: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_readNotes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_writeNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutNotes"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotesResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_bookSeries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookSeries"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_readSeries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_paySeries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCheckout"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestMentors"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_readRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_payRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCheckout"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_waitingList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_wait: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWaitingList"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No longer waiting */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCasePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenRefundCase"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRefundCase"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_evidence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseText"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundCasesController_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellGoals"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_interpret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterpretText"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterpretResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_read: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_update: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
            };
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellGoals"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_reread: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
            };
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_tellOutcome: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
            };
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TellOutcome"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    IntakeController_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimIntake"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewsController_write: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteReview"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewsController_ofBooking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingReviews"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewsController_ofMentor: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicReviewPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewsController_reply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyToReview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReviewsController_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportReview"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MatchingController_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicMentorProfile"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MatchingController_matches: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchesResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MatchingController_why: {
        parameters: {
            query?: {
                /** @description The intake's access token, for anonymous reading. */
                token?: string;
            };
            header?: never;
            path: {
                id: string;
                mentorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MatchingController_preview: {
        parameters: {
            query: {
                mentorId: string;
                token?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplacementsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacementsResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplacementsController_choose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseReplacement"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplacementsController_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CalendarsController_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CalendarsController_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CalendarsController_feedOf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CalendarsController_makeFeed: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CalendarsController_endFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address no longer works */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    NotificationsController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only what has not been read. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    NotificationsController_markRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkedRead"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    NotificationsController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_threads: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_begin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginThread"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_messages: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_write: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteMessage"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_block: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_unblock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MessagesController_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportMessage"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditWebhookEndpoint"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_deliveries: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PrivacyController_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalDataExport"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MetricsController_read: {
        parameters: {
            query?: {
                /** @description First day, UTC; 30 days ago when left out. */
                from?: string;
                /** @description The day after the last one; tomorrow when left out. */
                to?: string;
                interval?: "month" | "day" | "week";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_mentors: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: string;
                /** @description Only published profiles whose changes wait to be looked at. */
                changed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminMentorPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_publish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_suspend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_reinstate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_cancelBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_refundBooking: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminRefund"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOrdered"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_claims: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "open" | "contested" | "admitted" | "decided";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_decideClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideClaim"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_checkLedger: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerCheck"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_reconcile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciled"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminController_auditLog: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminApiKeysController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminApiKeysController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminApiKeysController_revoke: {
        parameters: {
            query?: {
                /** @description Kept in the audit log. */
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminCatalogController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "level" | "region" | "company" | "segment" | "specialty" | "round" | "language" | "option" | "practice" | "fact";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntriesResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminCatalogController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                kind: "level" | "region" | "company" | "segment" | "specialty" | "round" | "language" | "option" | "practice" | "fact";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCatalogEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntryResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminCatalogController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                kind: "level" | "region" | "company" | "segment" | "specialty" | "round" | "language" | "option" | "practice" | "fact";
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCatalogEntry"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntryResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_appeals: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_lift: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingLifted"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_declineAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealDeclined"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesDecided"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_revert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesDecided"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_messages: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportedMessagePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_hideMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSettled"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_keepMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSettled"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminModerationController_mark: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Marking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_payments: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Whose payments. */
                payerId?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPaymentPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_refunds: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TroubledRefundPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_retryRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TroubledRefund"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_disputes: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "open" | "won" | "lost";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_answerDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeEvidence"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_waiveDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_listCases: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "open" | "decided" | "escalated" | "agreed" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCasePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_decideCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideCase"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundCaseResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_setFee: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetFee"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_waiveDebt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiveDebt"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaivedResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_grantCredit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantCredit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantedResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_promoCodes: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodePage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_createPromoCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePromoCode"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_editPromoCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromoLimits"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_journal: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description e.g. `stripe_clearing`, `mentor_payable:<id>`; all of them when left out. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_trialBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_comparisons: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminMoneyController_compareNow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_accounts: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Part of a name or mail address. */
                q?: string;
                role?: "mentor" | "admin" | "candidate";
                banned?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAccountPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_ban: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Banned"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_unban: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Banned"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_roles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRoles"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesChanged"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_allBookings: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: ("completed" | "no_show" | "cancelled" | "declined" | "expired" | "held" | "awaiting_mentor" | "confirmed")[];
                /** @description Only sessions that start at or after this. */
                from?: string;
                /** @description … and before this. */
                to?: string;
                /** @description Candidate or mentor, by account. */
                personId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_jobs: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminJobPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminPeopleController_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRetried"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminReportsController_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeReportResponse"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminReviewsController_list: {
        parameters: {
            query?: {
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description `reported`: those somebody complained about, hidden ones included. */
                state?: "published" | "hidden" | "reported" | "blind";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminReviewPage"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminReviewsController_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingCheck"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminReviewsController_hide: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AdminReviewsController_unhide: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text up to 255 characters; a repeat within 24 h replays the first answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorDecision"];
                };
            };
            /** @description RFC 9457 problem details */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
