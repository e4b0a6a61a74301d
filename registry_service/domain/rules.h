// SPDX-License-Identifier: Apache-2.0
// The rules of a decision, tried all before it is refused: a refusal names every one that fails. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"

namespace jiedui::registry {

class Rules {
 public:
  // "`subject` `description`" is what is wrong where the rule does not hold.
  void Require(bool holds, absl::string_view rule, absl::string_view subject, absl::string_view description) {
    if (!holds)
      violations_.push_back({.rule = std::string(rule),
                             .subject = std::string(subject),
                             .description = absl::StrCat(subject, " ", description)});
  }

  // FAILED_PRECONDITION / `reason` with every rule that failed; OK if none did.
  absl::Status ToStatus(absl::string_view reason) const {
    return violations_.empty() ? absl::OkStatus() : RulesFailed(reason, violations_);
  }

 private:
  std::vector<RuleViolation> violations_;
};

}  // namespace jiedui::registry
