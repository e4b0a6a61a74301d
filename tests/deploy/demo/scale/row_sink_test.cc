// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/row_sink.h"

#include <gtest/gtest.h>

#include "deploy/demo/rpc_client.h"
#include "tests/support/status_matchers.h"

namespace jiedui::demo {
namespace {

TEST(FileNameOf, NumbersTheOrderOfLoadingAndNamesAMethodThatThereIs) {
  for (int step = 0; step < kLoadSteps; ++step) {
    const std::string name(FileNameOf(static_cast<LoadStep>(step)));
    EXPECT_EQ(std::stoi(name), step + 1);
    EXPECT_THAT(FindMethod(name.substr(3)), IsOk()) << name;
  }
}

TEST(MemorySink, KeepsWhatItGotByStep) {
  MemorySink sink;
  const auto method = FindMethod("scheduler.CourseService.StartCourse");
  ASSERT_THAT(method, IsOk());
  sink.Put(LoadStep::kStart, *NewMessage(*(*method)->input_type()));
  sink.Put(LoadStep::kOrganizations, *NewMessage(*(*method)->input_type()));
  sink.Put(LoadStep::kStart, *NewMessage(*(*method)->input_type()));
  EXPECT_EQ(sink.requests().begin()->first, LoadStep::kOrganizations);
  EXPECT_EQ(sink.requests()[LoadStep::kStart].size(), 2u);
}

}  // namespace
}  // namespace jiedui::demo
