// SPDX-License-Identifier: Apache-2.0
// The assignment problem in DIMACS form: what is accepted is an instance, which its own format keeps.
#include <string>

#include "scheduler_service/planning/dimacs.h"
#include "scheduler_service/planning/instance_text.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using jiedui::fuzz::Require;
  const auto instance = jiedui::planning::ParseDimacsAssignment(jiedui::fuzz::BytesOf(data, size));
  if (!instance.ok()) {
    Require(instance.status().code() == absl::StatusCode::kInvalidArgument, "what is no problem is refused as such");
    return 0;
  }
  Require(jiedui::planning::CheckInstance(*instance).ok(), "what is accepted is an instance");
  const std::string written = jiedui::planning::WriteInstance(*instance);
  const auto again = jiedui::planning::ParseInstance(written);
  Require(again.ok() && jiedui::planning::WriteInstance(*again) == written, "the text format keeps it");
  return 0;
}
