// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/mobile.h"

#include <gmock/gmock.h>

namespace jiedui::registry {
namespace {

bool IsAccepted(const std::string& typed) { return !ProblemOfMobile(NormalizedMobile(typed)).has_value(); }

TEST(Mobile, IsStoredAsElevenDigits) {
  for (const char* typed : {"15412345678", "+8615412345678", "+86 154-1234-5678", "008615412345678", "154 1234 5678",
                            "１５４１２３４５６７８", " 154‑1234‑5678 "}) {
    EXPECT_EQ(NormalizedMobile(typed), "15412345678") << typed;
    EXPECT_TRUE(IsAccepted(typed)) << typed;
  }
}

TEST(Mobile, EverySegmentFrom13To19IsAccepted) {
  for (const char* mobile : {"13000000000", "14700000000", "16200000000", "17000000000", "19200000000", "19999999999"})
    EXPECT_TRUE(IsAccepted(mobile)) << mobile;
}

TEST(Mobile, AnythingElseIsRefused) {
  for (const char* typed : {"", "12012345678", "10012345678", "1541234567", "154123456789", "25412345678",
                            "0839-5222222", "1541234567a", "+1 15412345678", "++8615412345678", "861541234567"})
    EXPECT_FALSE(IsAccepted(typed)) << typed;
}

TEST(Mobile, MaskIsLeftAsItIs) { EXPECT_EQ(NormalizedMobile("154****5678"), "154****5678"); }

}  // namespace
}  // namespace jiedui::registry
