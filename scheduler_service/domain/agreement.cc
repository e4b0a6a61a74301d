// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/agreement.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"

namespace jiedui::scheduler {
namespace {

using v1::Agreement;

// What is in the way of a supplement to another agreement.
std::vector<RuleViolation> CheckSupplement(const Agreement& draft, const std::optional<Agreement>& supplemented) {
  if (!supplemented.has_value())
    return {{"SUPPLEMENTED_UNKNOWN", draft.supplements(), "found no such agreement, required one that is stored"}};
  std::vector<RuleViolation> violations;
  if (supplemented->year() != draft.year())
    violations.push_back(
        {"OTHER_YEAR", draft.supplements(),
         absl::StrCat("found an agreement of ", supplemented->year(), ", required of ", draft.year())});
  if (supplemented->sign_date() > draft.sign_date())
    violations.push_back({"SIGNED_LATER", draft.supplements(),
                          absl::StrCat("found one signed on ", supplemented->sign_date(), ", required not later than ",
                                       draft.sign_date())});
  return violations;
}

}  // namespace

absl::Status CheckAgreement(absl::string_view parent, const Agreement& agreement,
                            bool (*is_figure)(absl::string_view code)) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<std::string> figures;
  for (int i = 0; i < agreement.targets_size(); ++i) {
    const std::string& figure = agreement.targets(i).figure();
    const std::string field = absl::StrCat("agreement.targets[", i, "].figure");
    if (!is_figure(figure)) violations.push_back({field, absl::StrCat(figure, " is no figure of the report")});
    if (!figures.insert(figure).second) violations.push_back({field, absl::StrCat(figure, " has a target already")});
  }
  if (!agreement.supplements().empty() && !absl::StartsWith(agreement.supplements(), absl::StrCat(parent, "/")))
    violations.push_back({"agreement.supplements", absl::StrCat("must be of ", parent)});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<Agreement> NewAgreement(Agreement draft, const std::optional<Agreement>& supplemented,
                                       const Stamp& stamp) {
  if (!draft.supplements().empty()) {
    const std::vector<RuleViolation> violations = CheckSupplement(draft, supplemented);
    if (!violations.empty()) return RulesFailed("RULES_FAILED", violations);
  }
  *draft.mutable_create_time() = ToTimestamp(stamp.now);
  return draft;
}

}  // namespace jiedui::scheduler
