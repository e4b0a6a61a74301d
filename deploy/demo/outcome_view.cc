// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/outcome_view.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;

// Credit code, or name and township; person; platform and shop id.
std::string IdentityOf(const Outcome& outcome) {
  switch (outcome.kind()) {
    case Outcome::KIND_ENTITY:
      if (!outcome.credit_code().empty()) return absl::StrCat("entity/", outcome.credit_code());
      return absl::StrCat("entity/", outcome.display_name(), "/", outcome.division());
    case Outcome::KIND_ENTREPRENEUR:
      return absl::StrCat("entrepreneur/", outcome.person());
    default:
      return absl::StrCat("shop/", outcome.platform(), "/", outcome.platform_shop_id());
  }
}

}  // namespace

OutcomeView::OutcomeView(const Dataset& dataset, absl::string_view since, absl::string_view as_of) {
  for (const auto& row : dataset.outcomes) {
    const Outcome& outcome = row.record().outcome();
    if (outcome.open_date() >= since && outcome.open_date() <= as_of) outcomes_.emplace(IdentityOf(outcome), outcome);
  }
}

int64_t OutcomeView::Entities(std::optional<Outcome::EntityForm> form) const {
  return std::count_if(outcomes_.begin(), outcomes_.end(), [form](const auto& entry) {
    const Outcome& outcome = entry.second;
    return outcome.kind() == Outcome::KIND_ENTITY && (!form.has_value() || outcome.entity_form() == *form);
  });
}

int64_t OutcomeView::Entrepreneurs() const {
  return std::count_if(outcomes_.begin(), outcomes_.end(),
                       [](const auto& entry) { return entry.second.kind() == Outcome::KIND_ENTREPRENEUR; });
}

int64_t OutcomeView::Entrepreneurs(const std::set<std::string>& people) const {
  return std::count_if(outcomes_.begin(), outcomes_.end(), [&people](const auto& entry) {
    return entry.second.kind() == Outcome::KIND_ENTREPRENEUR && people.count(entry.second.person()) > 0;
  });
}

int64_t OutcomeView::Shops() const {
  return std::count_if(outcomes_.begin(), outcomes_.end(),
                       [](const auto& entry) { return entry.second.kind() == Outcome::KIND_SHOP; });
}

}  // namespace jiedui::demo
