// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/manifest.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "deploy/demo/figures.h"
#include "deploy/demo/plan.h"
#include "deploy/demo/rejections.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::ApplyAssignmentCommandsRequest;

constexpr absl::string_view kDays[] = {"2021-11-14", "2021-11-15", "2021-12-31"};

// {"code": 1, ...}; codes are ASCII without quotes.
std::string ToObject(const Figures& figures, absl::string_view indent) {
  const std::string members = absl::StrJoin(figures, ",\n", [indent](std::string* out, const auto& figure) {
    absl::StrAppendFormat(out, "%s  \"%s\": %d", indent, figure.first, figure.second);
  });
  return absl::StrCat("{\n", members, "\n", indent, "}");
}

int64_t CountCommands(const Dataset& dataset, ApplyAssignmentCommandsRequest::CommandCase kind) {
  int64_t count = 0;
  for (const ApplyAssignmentCommandsRequest& command : dataset.assignments) count += command.command_case() == kind;
  for (const ApplyAssignmentCommandsRequest& command : dataset.assignment_events) {
    count += command.command_case() == kind;
  }
  return count;
}

template <typename Rows>
int64_t SizeOf(const Rows& rows) {
  return static_cast<int64_t>(rows.size());
}

std::string Report(const Dataset& dataset, absl::string_view as_of) {
  return absl::StrFormat("    {\n      \"pairing\": \"%s\",\n      \"as_of\": \"%s\",\n      \"figures\": %s\n    }",
                         kPairing, as_of, ToObject(CountFigures(dataset, as_of), "      "));
}

std::vector<std::string> Rejected() {
  std::vector<std::string> rows;
  for (const TalentPlan& plan : TalentPlans()) {
    for (int number = 1; number <= plan.nominated; ++number) {
      const Rejection rejection = RejectionOf(plan, number);
      if (rejection == Rejection::kNone) continue;
      rows.push_back(absl::StrFormat("    {\"person\": \"persons/%s\", \"course\": \"%s\", \"reason\": \"%s\"}",
                                     NumberedId(plan.prefix, number), plan.course, RejectionReason(rejection)));
    }
  }
  return rows;
}

}  // namespace

absl::Span<const absl::string_view> ManifestDays() { return kDays; }

Figures CountRows(const Dataset& dataset) {
  return {
      {"organizations", SizeOf(dataset.organizations)},
      {"organization_pairs", SizeOf(dataset.organization_pairs)},
      {"persons", SizeOf(dataset.people)},
      {"pairings", SizeOf(dataset.pairings)},
      {"courses", SizeOf(dataset.courses)},
      {"postings", SizeOf(dataset.postings)},
      {"assignments", CountCommands(dataset, ApplyAssignmentCommandsRequest::kCreate)},
      {"check_ins", CountCommands(dataset, ApplyAssignmentCommandsRequest::kCheckIn)},
      {"completions", CountCommands(dataset, ApplyAssignmentCommandsRequest::kComplete)},
      {"early_ends", CountCommands(dataset, ApplyAssignmentCommandsRequest::kEndEarly)},
      {"cancellations", CountCommands(dataset, ApplyAssignmentCommandsRequest::kCancel)},
      {"outcome_reports", SizeOf(dataset.outcomes)},
      {"manual_figures", SizeOf(dataset.manual_figures)},
      {"agreements", SizeOf(dataset.agreements) + SizeOf(dataset.supplements)},
      {"expenses", SizeOf(dataset.expenses)},
  };
}

std::string MakeManifest(const Dataset& dataset) {
  std::vector<std::string> reports;
  for (const absl::string_view day : kDays) reports.push_back(Report(dataset, day));
  return absl::StrFormat(
      "{\n  \"tier\": \"golden\",\n  \"seed\": \"%d\",\n  \"counts\": %s,\n  \"reports\": [\n%s\n  ],\n"
      "  \"rejected\": [\n%s\n  ]\n}\n",
      dataset.seed, ToObject(CountRows(dataset), "  "), absl::StrJoin(reports, ",\n"),
      absl::StrJoin(Rejected(), ",\n"));
}

}  // namespace jiedui::demo
