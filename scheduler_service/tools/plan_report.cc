// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/plan_report.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "scheduler_service/tools/text_table.h"

namespace jiedui::scheduler {
namespace {

using Amounts = google::protobuf::RepeatedPtrField<v1::PlanAmount>;

// "placed"
std::string Words(v1::PlanGoal goal) {
  return absl::AsciiStrToLower(absl::StripPrefix(v1::PlanGoal_Name(goal), "PLAN_GOAL_"));
}

// "placed +1, preference -3"
std::string Words(const Amounts& amounts, const char* format) {
  return absl::StrJoin(amounts, ", ", [format](std::string* out, const v1::PlanAmount& amount) {
    const auto parsed = absl::ParsedFormat<'s', 'd'>::New(format);
    absl::StrAppendFormat(out, *parsed, Words(amount.goal()), amount.amount());
  });
}

std::string Called(const std::string& person, const std::string& name) {
  return name.empty() ? person : absl::StrCat(name, " (", person, ")");
}

std::string Seats(const v1::PlanSeats& seats) {
  const std::string division = seats.division().empty() ? "" : absl::StrCat(" of division ", seats.division());
  return absl::StrCat("seats", division, " at ", seats.item());
}

std::string CourseSizeAsText(const v1::PlanCourseSize& size) {
  const bool is_run = size.outcome() == v1::PlanCourseSize::OUTCOME_RUNS_BELOW_MINIMUM;
  const bool are_few = size.outcome() == v1::PlanCourseSize::OUTCOME_FEW_CANDIDATES;
  return absl::StrCat(size.item(), is_run ? " runs with " : " is not run: ",
                      is_run
                          ? absl::StrCat(size.participants(), " people")
                          : absl::StrCat(size.candidates(), " candidates", are_few ? "" : ", better served elsewhere"),
                      ", it asks for ", size.seats_min(), "\n");
}

std::string RefusalAsText(const v1::PlanRefusal& refusal) {
  std::string text =
      absl::StrCat("  ", Seats(refusal.seats()), ": ",
                   absl::AsciiStrToLower(absl::StripPrefix(v1::PlanRefusal::Why_Name(refusal.why()), "WHY_")), "\n");
  for (const v1::RuleFinding& finding : refusal.findings())
    absl::StrAppend(&text, "    ", finding.rule(), ": found ", finding.found(), ", required ", finding.required(),
                    "\n");
  const v1::PlanMove& holder = refusal.chain().empty() ? v1::PlanMove::default_instance() : refusal.chain(0);
  if (holder.has_from() && holder.from().item() == refusal.seats().item()) {
    absl::StrAppend(&text, "    ", Called(holder.person(), holder.person_display_name()), " would have to give way\n");
  }
  for (const std::string& assignment : refusal.gives_up())
    absl::StrAppend(&text, "    ", assignment, " would have to be given up for it\n");
  if (!refusal.costs().empty())
    absl::StrAppend(&text, "    brings ", Words(refusal.brings(), "%s %d"), "; costs ", Words(refusal.costs(), "%s %d"),
                    "\n");
  return text;
}

std::string FloorAsText(const v1::PlanFloorPrice& price) {
  const bool is_free = std::all_of(price.costs().begin(), price.costs().end(),
                                   [](const v1::PlanAmount& amount) { return amount.amount() == 0; });
  return absl::StrCat("the floor of ", price.floor().places(), " places for division ", price.floor().division(),
                      " at ", price.floor().item(), is_free ? " costs nothing" : " costs ",
                      is_free ? "" : Words(price.costs(), "%s %d"),
                      price.bounded() ? ", as far as plans were found\n" : "\n");
}

}  // namespace

std::string PlanAsText(const v1::Plan& plan) {
  const bool is_matching = plan.method() == v1::Plan::METHOD_DEFERRED_ACCEPTANCE;
  std::vector<std::vector<std::string>> rows;
  for (const v1::PlanLevel& level : plan.levels())
    rows.push_back(
        {Words(level.goal()), absl::StrCat(level.value()), absl::StrCat(level.bound()), absl::StrCat(level.gap())});
  std::string text = absl::StrCat(plan.name(), ": ", plan.candidates(), " candidates, ", plan.placements_size(),
                                  " placed, ", plan.left_out(), " left out\n\n");
  if (!is_matching)
    absl::StrAppend(
        &text,
        RenderTable({{"goal"}, {"value", Align::kRight}, {"bound", Align::kRight}, {"gap", Align::kRight}}, rows),
        "\n");
  absl::StrAppend(&text, is_matching      ? "a matching: nobody and no posting would both rather have each other\n"
                         : plan.optimal() ? "optimal: no plan is better at any goal\n"
                                          : "not proven optimal\n");
  for (const std::string& rule : plan.relaxed()) absl::StrAppend(&text, "  ", rule, "\n");
  for (const v1::PlanCourseSize& size : plan.course_sizes()) text += CourseSizeAsText(size);
  return text;
}

std::string ProofAsText(const v1::VerifyPlanResponse& verified) {
  if (verified.verified()) return "proof: verified, every rule kept and every bound shown by the prices alone\n";
  return absl::StrCat("proof: DOES NOT HOLD: ", absl::StrJoin(verified.findings(), "; "), "\n");
}

std::string ExplanationAsText(const v1::PersonExplanation& explanation) {
  const std::string who = Called(explanation.person(), explanation.person_display_name());
  std::string text = explanation.placements().empty()
                         ? absl::StrCat(who, " is left out:\n")
                         : absl::StrCat(who, " has a seat at ", explanation.placements(0).item(), "\n");
  for (const v1::PlanRefusal& refusal : explanation.refusals()) text += RefusalAsText(refusal);
  if (explanation.remedies().empty()) return text;
  const v1::PlanRemedy& best = explanation.remedies(0);
  absl::StrAppend(
      &text, "  the cheapest change: ",
      absl::StrJoin(best.parts(), ", ",
                    [](std::string* out, const v1::PlanRemedyPart& part) { out->append(part.description()); }),
      "; then ", Words(best.effects(), "%s %+d"), "\n");
  return text;
}

std::string OverviewAsText(const v1::PlanOverview& overview) {
  constexpr int kSeatsTold = 3;
  std::string text;
  for (const v1::PlanFloorPrice& price : overview.floors()) text += FloorAsText(price);
  for (int k = 0; k < overview.worthwhile_size() && k < kSeatsTold; ++k) {
    const v1::PlanSeatWorth& worth = overview.worthwhile(k);
    absl::StrAppend(&text, "one more of the ", Seats(worth.seats()),
                    worth.seats().under_ceiling() ? ", its ceiling with it," : "", " brings ",
                    Words(worth.gains(), "%s %+d"), "\n");
  }
  if (overview.worthwhile_size() > kSeatsTold)
    absl::StrAppend(&text, "one more of ", overview.worthwhile_size() - kSeatsTold,
                    " other parts of the seats brings no more than that\n");
  if (overview.rank_profile().empty()) return text;
  const int places = std::accumulate(overview.rank_profile().begin(), overview.rank_profile().end(), 0);
  absl::StrAppend(&text, overview.rank_profile(0), " of ", places, " places are their person's dearest\n");
  return text;
}

}  // namespace jiedui::scheduler
