// SPDX-License-Identifier: Apache-2.0
// Planning instances as text: what is accepted is written back into the same instance, and the small ones are planned:
// a verified plan, a proof that there is none, or a refusal that is no bug of ours.
#include <string>
#include <variant>

#include "scheduler_service/planning/instance_text.h"
#include "scheduler_service/planning/solve.h"
#include "scheduler_service/planning/verify.h"
#include "tests/fuzz/property.h"

namespace jiedui::fuzz {
namespace {

using planning::Instance;

constexpr int32_t kPeopleSolvedMax = 50;
constexpr int32_t kPairsSolvedMax = 200;
constexpr int64_t kWorkMax = 200'000;

void CheckPlanned(const Instance& instance) {
  const auto answer = planning::Solve(instance, {.work_max = kWorkMax});
  if (!answer.ok()) {
    Require(answer.status().code() != absl::StatusCode::kInternal, "no instance brings an answer that does not verify");
    return;
  }
  if (const auto* solution = std::get_if<planning::Solution>(&*answer)) {
    Require(planning::Verify(instance, solution->plan, solution->certificate).ok(), "a plan verifies");
  } else {
    const auto& infeasible = std::get<planning::Infeasible>(*answer);
    Require(planning::VerifyInfeasible(instance, infeasible.proof).empty(), "a proof that there is no plan holds");
  }
}

void Check(absl::string_view text) {
  const auto instance = planning::ParseInstance(text);
  if (!instance.ok()) {
    Require(instance.status().code() == absl::StatusCode::kInvalidArgument, "what is no instance is refused as such");
    return;
  }
  const std::string written = planning::WriteInstance(*instance);
  const auto again = planning::ParseInstance(written);
  Require(again.ok() && planning::WriteInstance(*again) == written, "what was written is read as the same instance");
  if (instance->people <= kPeopleSolvedMax && instance->pairs() <= kPairsSolvedMax) CheckPlanned(*instance);
}

}  // namespace
}  // namespace jiedui::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  jiedui::fuzz::Check(jiedui::fuzz::BytesOf(data, size));
  return 0;
}
