// SPDX-License-Identifier: Apache-2.0
// The outcomes of a data set as someone sees them on one day, each once however many townships report it. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "deploy/demo/dataset.h"
#include "jiedui/scheduler/v1/outcome.pb.h"

namespace jiedui::demo {

class OutcomeView {
 public:
  // Those whose first day of trading lies from `since` to `as_of`.
  OutcomeView(const Dataset& dataset, absl::string_view since, absl::string_view as_of);

  int64_t Entities(std::optional<scheduler::v1::Outcome::EntityForm> form = std::nullopt) const;
  int64_t Entrepreneurs() const;
  // Of these people.
  int64_t Entrepreneurs(const std::set<std::string>& people) const;
  int64_t Shops() const;

 private:
  std::map<std::string, scheduler::v1::Outcome> outcomes_;  // by what makes it the same one
};

}  // namespace jiedui::demo
