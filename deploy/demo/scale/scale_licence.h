// SPDX-License-Identifier: Apache-2.0
// Licences that are valid for five years, at scale: those of village doctors and of teachers. Pure, any thread.
#pragma once

#include "absl/strings/string_view.h"
#include "deploy/demo/hash.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::demo {

// The years in which somebody who is found in `year` may be trained: that one, and the year after if the tier has it.
struct TrainingYears {
  int first;
  int last;
};
TrainingYears TrainingYearsFrom(int year, const Tier& tier);

// One that ends on any day of the five years from the beginning of the first year, and another one after it where the
// person may still be trained when it ends.
void AddRenewedLicence(registry::v1::Licence::Kind kind, const TrainingYears& years, absl::string_view division,
                       Dice& dice, registry::v1::Person& person);

}  // namespace jiedui::demo
