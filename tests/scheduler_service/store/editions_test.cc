// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/editions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;

class StoredEditions : public EditionWorld {};

TEST_F(StoredEditions, AreWholeWhenTheyAreRead) {
  PutEdition({"a", "b"});
  const auto edition = WholeEdition(tables_, *Now(), kEdition);
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(edition->report().figures(0).value(), 2);
  const auto record = LoadEdition(tables_, *Now(), kEdition);
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->edition().report().figures_size(), 0);
  EXPECT_THAT(LoadContents(tables_, *Now(), *record)->rows().figures(0).rows(), ElementsAre("a", "b"));
  EXPECT_THAT(WholeEdition(tables_, *Now(), "pairings/yh-cx/editions/none"),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(StoredEditions, WithoutAPieceAreDamaged) {
  PutEdition({"a"});
  Write([&](store::Transaction& txn) { return tables_.edition_parts.Delete(txn, "yh-cx/e1/0000"); });
  EXPECT_EQ(WholeEdition(tables_, *Now(), kEdition).status().code(), StatusCode::kDataLoss);
}

TEST_F(StoredEditions, AreNotCountedWhilePeopleAreMoved) {
  const auto goes_on = [&] { return WorkGoesOn(tables_, *Now(), kPairing).value_or(false); };
  const auto set_work = [&](storage::v1::ItemWork::Kind kind) {
    BreakSeats([&](auto& seats) { seats.mutable_work()->set_kind(kind); });
  };
  EXPECT_FALSE(goes_on());
  set_work(storage::v1::ItemWork::KIND_OFFER);
  EXPECT_FALSE(goes_on());
  set_work(storage::v1::ItemWork::KIND_CANCEL);
  EXPECT_TRUE(goes_on());
  EXPECT_FALSE(WorkGoesOn(tables_, *Now(), "pairings/yh").value_or(true));
}

}  // namespace
}  // namespace jiedui::scheduler
