// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/digest.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"

namespace jiedui::scheduler {
namespace {

storage::v1::EditionPartRecord Many(int digests) {
  storage::v1::EditionPartRecord message;
  std::string bytes = "x";
  for (int i = 0; i < digests; ++i) {
    bytes = Sha256({bytes});  // does not compress
    message.mutable_piece()->append(bytes);
  }
  return message;
}

TEST(Pieces, AreWholeAgain) {
  for (const int digests : {0, 1, 30'000}) {
    const storage::v1::EditionPartRecord message = Many(digests);
    const std::vector<std::string> pieces = PiecesOf(message);
    EXPECT_EQ(pieces.size(), digests == 30'000 ? 4U : 1U);
    for (const std::string& piece : pieces) EXPECT_LE(piece.size(), kPieceBytesMax);
    storage::v1::EditionPartRecord again;
    ASSERT_TRUE(Assemble(pieces, again));
    EXPECT_EQ(again.SerializeAsString(), message.SerializeAsString());
  }
}

TEST(Pieces, OneThatIsMissingOrWrongIsSeen) {
  std::vector<std::string> pieces = PiecesOf(Many(30'000));
  storage::v1::EditionPartRecord message;
  std::vector<std::string> cut = pieces;
  cut.pop_back();
  EXPECT_FALSE(Assemble(cut, message));
  std::vector<std::string> swapped = {pieces[1], pieces[0], pieces[2], pieces[3]};
  EXPECT_FALSE(Assemble(swapped, message));
  pieces[2][1000] = static_cast<char>(pieces[2][1000] ^ 1);
  EXPECT_FALSE(Assemble(pieces, message));
}

}  // namespace
}  // namespace jiedui::scheduler
