// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/index_version.h"

#include "common/store/index_version.h"
#include "tests/scheduler_service/store/verified_world.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using IndexVersionTest = VerifiedWorld;

// As a store is that was written before an index came.
TEST_F(IndexVersionTest, AnOlderStoreGetsEveryIndexAndVerifies) {
  const store::Rows index = store::RowsOf(*store_, store::Family::kIndex);
  ASSERT_FALSE(index.empty());
  for (const auto& [key, value] : index)
    Write([&key = key](store::Transaction& txn) { return txn.Stage(store::Family::kIndex, key, std::nullopt); });
  EXPECT_THAT(Findings(), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(PrepareIndexes(*store_, tables_, IndexVersion()), IsOkAndHolds(true));
  EXPECT_EQ(store::RowsOf(*store_, store::Family::kIndex), index);
  EXPECT_THAT(Findings(), testing::IsEmpty());
  EXPECT_THAT(PrepareIndexes(*store_, tables_, IndexVersion()), IsOkAndHolds(false));
}

}  // namespace
}  // namespace jiedui::scheduler
