"""English words by what they do in a goal, in all their forms."""


def forms(verbs: str) -> frozenset[str]:
    """The forms of regular English verbs: plan, plans, planned, planning. Irregular ones are written out by hand."""
    return frozenset(form for verb in verbs.split() for form in _forms(verb))


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    made = {verb, verb + "s", stem + "ing", stem + "ed"}
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        made.add(verb + "es")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        made |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    if verb[-1] in "bdgklmnprt" and verb[-2] in "aeiou" and verb[-3:-2] not in "aeiou":
        made |= {verb + verb[-1] + "ing", verb + verb[-1] + "ed"}
    return made


# Done or not done, once the object is named.
DELIVER = forms(
    "accept achieve acquire activate add adopt agree allow analyse analyze announce apply appoint approve archive assign attach attend audit augment author automate"
    " backport block book bundle calculate certify change clean close collect commit compile complete conduct configure connect consolidate convert create curate"
    " cut debug decide decommission define delete deliver demo demonstrate deploy deprecate design determine develop devote disable display document"
    " draft drop eliminate embed end enforce engage enroll establish evaluate execute expand export expose extend extract file finalise finalize finish fix gather generate get"
    " give go graduate grant hack hand handle hire hit hold host identify implement import include incorporate index inform install instrument integrate introduce interview invite issue join"
    " kick kickoff land launch leave link list load log map mark measure merge migrate mock model monitor move name obtain offer onboard open organise organize outline package"
    " pass patch perform pilot place plan populate port post prepare present produce promote propose prototype prove provide provision publish push qualify"
    " reach receive recommend record recruit redesign refactor register release relocate remove rename render reorganize replace report request require resolve"
    " restore restructure retire return review revise rewrite roll run save schedule secure select send separate serve set setup share ship show sign simplify sketch source specify split stabilise stabilize stage standardise standardize start store submit"
    " survey switch sync talk target teach test tie track describe design revisit rebuild reorganise recreate reproduce relocate reuse retain restart reword trial enumerate compare count detect derive diagnose disclose distribute duplicate edit emit encode encrypt equip escalate estimate expose forward found freeze fund grant group guard guide hide highlight ingest inspect interface inventory isolate join kill label license limit lock match mention mount negotiate normalize notify number offload operate order outsource own parse partner phase pin poll port print prioritise prioritize process program prune quantify query rank rate read reassign rebrand recover redirect register reject relax reorder repair reset respond reschedule return route sample scan score scrape scope search seed settle shift sort spin sponsor stop structure summarise summarize swap synchronise synchronize syndicate tag time trace transcribe trigger turn type unify unlock upstream vote train transfer transition translate triage unblock unify update upgrade upload use validate verify visit visualize warn wire wrap write"
) | frozenset(
    "build builds built building make makes made making wrote written writing sent sending taught began begun bring brings brought bringing find finds found finding"
    " hold held holding win wins won winning sell sells sold selling put puts putting take takes took taken taking choose chose chosen draw drawn do does did done doing"
    " got getting gotten ran running buy bought pay paid meet meets met meeting left spoken speak speaks speaking onboarding"
    " certification completion migration implementation integration deployment publication introduction removal conversion installation creation delivery rollout acquisition approval closure retirement".split()
)
# A direction without an end: how far?
DIRECT = forms(
    "accelerate advance amplify attract better boost broaden cultivate decrease deepen diversify drive elevate empower encourage enhance enrich evolve expand"
    " facilitate foster further gain generate heighten help improve increase influence inspire invest leverage lower maximise maximize mature minimise minimize modernise modernize modernize motivate nurture optimise optimize position progress"
    " promote raise reduce revamp scale sharpen shorten simplify speed stimulate streamline strengthen strive support sustain tighten transform uncover uplift widen balance inform serve understand push popularize advocate champion surface reinforce address tackle earn decouple align manage remain become pay evangelize nail"
) | frozenset(
    "grow grows grew grown growing rise rises rising understanding understood rethink keep keeps kept more less fewer".split()
)
# Work without an end.
ACTIVE = forms(
    "continue explore experiment investigate refine consider research brainstorm discuss collaborate participate liaise coordinate try iterate focus assist"
    " monitor maintain assess review analyse analyze learn study evaluate practice practise strive interact communicate encourage look work start observe follow contribute perform aim engage endeavour"
) | frozenset("keep keeps keeping think thinking begin begins beginning".split())
# A stance rather than a change: without a number or something to hand over, nothing is said yet.
SOFT = forms(
    "learn execute foster nurture cultivate empower strive champion position evangelize remain participate engage influence collaborate focus leverage embrace promote support inspire encourage interact advocate sustain help"
) | frozenset(["understanding"])
# Says only that something gets better; which of its properties, the object must say.
POLISH = forms(
    "improve enhance optimise optimize strengthen scale modernise modernize evolve revamp mature better refine polish"
)
# More or less of a thing, and what opens a way for somebody: the object says of what.
QUANTITY = forms(
    "increase decrease reduce raise lower maximise maximize minimise minimize gain support enable simplify shorten accelerate double attract earn generate expand broaden widen diversify"
) | frozenset("grow grows grew grown growing more less fewer keep keeps kept become".split())
# What can be counted or timed, and so rises or falls.
MEASURES = frozenset(
    "number numbers count amount rate rates ratio share percentage time times duration latency throughput speed performance coverage conversion retention satisfaction accuracy precision recall uptime availability reliability response load cost costs price revenue"
    " margin margins usage use adoption churn score scores nps csat volume traffic attendance turnout participation compliance utilisation utilization consumption emissions waste errors error defects bugs failures downtime backlog awareness diversity representation literacy"
    " efficiency productivity income sales bookings pipeline users customers signups registrations downloads visits views clicks subscribers members memory size length frequency delay delays wait waiting energy yield safety security accessibility usability stability scalability visibility ranking deliverability readability morale mortality employment".split()
)
# The name of a field of work: at the end of a short text it is the whole of what is said.
FIELDS = frozenset(
    "management engagement development maintenance operations marketing research strategy governance planning communication communications collaboration improvement improvements enhancements enablement optimisation optimization growth quality culture excellence relations innovation"
    " fixing cleanup housekeeping polish hardening debt documentation branding partnerships outreach advocacy alignment infrastructure security privacy wellbeing well-being success transformation modernisation modernization digitalisation digitalization sustainability resilience readiness".split()
)
# Verbs that are as often nouns: "Partner management", "Release planning".
NOUNISH = frozenset(
    "partner process release design test plan support market train report review model value brand offer pilot program query index log risk cost change project product customer user team data bug issue contract access work use time sales stage list board event need demand supply talent vendor".split()
)
# Secured or not: measurable where all, none or a capability is named.
ASSURE = forms("ensure assure guarantee enable let allow") | frozenset(["enabling"])
IMPROVE = forms(
    "improve increase reduce decrease enhance grow raise lower minimize maximize optimize accelerate boost strengthen scale"
) | frozenset(["growing", "grew", "grown", "growth"])

# What can be handed over.
ARTEFACTS = frozenset(
    "account accounts agenda alert alerts analyzer announcement api app application article articles assessment audit backlog backup benchmark benchmarks blog board book brief bot budget build button calculator campaign case chapter"
    " chart charter checklist class cli client code command component config connector contract course crate dashboard dashboards dataset deck decision demo demos deployment design diagram doc docs document documents driver drivers"
    " editor email emails endpoint endpoints engine event events export extension feature features fix fixes flow form forms framework function glossary guide guidelines guides handbook header icon implementation infrastructure integration integrations"
    " interface interview interviews job kit landing lib library list logo login logs machine manual map matrix meetup menu migration mockup mockups model models module newsletter notebook notification notifications onboarding page pages paper papers parser"
    " persona personas pilot pipeline platform playbook playground plan plans plugin policy portal post posts presentation pr prs process product program project proposal prototype query release releases report reports repo repository review rfc roadmap rubric runbook runbooks"
    " schedule schema screen screens script scripts sdk section server service session site spec specs specification specifications spreadsheet sprint story stories strategy style suite summary survey surveys system systems table talk talks template templates test tests"
    " toc tool toolkit tools training tutorial tutorials update upgrade version video videos view visit website webpage whitepaper widget wireframe wireframes wizard workflow workshop workshops mvp poc rewrite refactor rollout backend frontend suggestion suggestions sso testimonials drafts draft support removal conversion hire hires meetups migrations docs faq analysis tracker".split()
)
# Objects so wide that changing them says nothing.
WIDE = frozenset(
    "state quality experience experiences culture process processes workflow workflows ability capabilities capability stability quality communication"
    " collaboration growth success impact value excellence alignment relationships relationship connections trust belonging credibility things stuff work effort efforts ecosystem future foundation foundations mindset profile profiles presence brand innovation potential lives health leadership insight insights evolution motion impression needs challenges opportunities synergy synergies knowledge commitment talent discipline".split()
)
# What rises or falls: with a direction it is specific, yet not measurable before there is an amount.
PROPERTIES = frozenset(
    "awareness performance efficiency productivity usability reliability scalability maintainability engagement adoption reputation visibility transparency diversity motivation satisfaction morale retention speed leadership happiness".split()
)
STOP = frozenset(
    "a an the and or but of for to in on at by with from as into onto our we us you your their its it is are was were be been being will would should shall that this these those which who whom what when where how via per"
    " i my me they them he she his her not no so than then also more most other others such each any all some both between through about within across towards toward up out off over under if while because new"
    " have has had do does can could may might must".split()
)
# A criterion that only an opinion can settle.
VAGUE = frozenset(
    "adequate adequately appropriate appropriately awesome beautiful better clean clear clearly comfortable comprehensive confident confidently consistent consistently convenient cool delight delightful delightfully easier easily easy effective effectively efficient efficiently"
    " enough excellent exceptional excellence fantastic fast faster fastest frictionless friendly fun good great greater happier happy healthier healthy healthily high-quality higher-quality ideal impactful improved incredible innovative insightful intuitive intuitively joyful lightweight lovable loved love"
    " mature meaning meaningful meaningfully modern nice optimal optimally outstanding painless painlessly performant perfect pleasant positive positively powerful predictable prolific productive professional proper properly quality quick quickly quicker rapid rapidly reasonable reasonably relevant reliable reliably resilient right robust satisfied"
    " scalable seamless seamlessly secure securely sensible significantly significant simple simpler simply slick smooth smoothly smoother solid sound stable strong stronger strongly substantial substantially successful successfully sufficient sufficiently suitable sustainable sustainably thoughtful thriving timely top-notch transparent truly useful user-friendly valuable vibrant viable well wonderful world-class accessible usable safer safe safely"
    " overall various meaningful general reasonable deep deeper exciting compelling equitable inclusive affordable decent ready prepared production-ready massively massive big bigger huge aware competitive proactive responsive scalable highest notable responsive repeatable actionable long-term customer-first customer-centric holistic meaningfully misc miscellaneous engaging impressive sustained agile dynamic outstanding best-in-class high-performing data-driven".split()
)
# Of these a text may speak and yet be testable.
MILD = frozenset(
    "actionable long-term secure securely ready prepared successfully stable well clear clearly sound right quality meaning consistent consistently reliable reliably predictable accessible good high-quality usable suitable safe proper properly comprehensive viable sufficient simple fast transparent clean flexible mature improved quick deep".split()
)
OPENERS = frozenset(
    "to we we've we'll we're i our the team teams and also will have has had successfully please goal objective intend intends intended seek seeks hope hopes fully finally that a an be being should must shall want wants aim aims plan this project us let's effectively efficiently quickly proactively clearly actively better help further get together really strive".split()
)
FUNCTION_WORDS = frozenset(
    "the and of to for with in is are by our we that from on will have has can be it this as an all at or not their new users".split()
)
# After these, an opinion is all that is said.
BECOMING = frozenset("make making be being become becoming feel have having".split())
