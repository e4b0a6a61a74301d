// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/private_seal.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::Not;

v1::PrivateFields Fields() {
  v1::PrivateFields fields;
  fields.mutable_id_document()->set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  fields.mutable_id_document()->set_number("990824198808088886");
  fields.set_mobile("15412345678");
  return fields;
}

TEST(PlainSeal, OpensWhatItSealed) {
  const PlainSeal seal("key");
  const auto opened = seal.Open(seal.Seal(Fields()));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->SerializeAsString(), Fields().SerializeAsString());
}

TEST(PlainSeal, BeginsWithItsVersion) { EXPECT_EQ(PlainSeal("key").Seal(Fields())[0], '\x01'); }

TEST(PlainSeal, DamageIsDataLoss) {
  const PlainSeal seal("key");
  const std::string sealed = seal.Seal(Fields());
  EXPECT_THAT(seal.Open(""), FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_THAT(seal.Open("\x02" + sealed.substr(1)), FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_THAT(seal.Open(sealed.substr(0, sealed.size() - 3)), FailsWith(absl::StatusCode::kDataLoss, "DATA_DAMAGED"));
}

TEST(BlindIndex, IsTheSameForTheSameDocumentOnly) {
  const PlainSeal seal("key");
  v1::IdDocument document = Fields().id_document();
  const std::string index = seal.BlindIndex(document);
  EXPECT_EQ(index.size(), 32U);
  EXPECT_EQ(PlainSeal("key").BlindIndex(document), index);
  EXPECT_NE(PlainSeal("other key").BlindIndex(document), index);
  EXPECT_THAT(index, Not(HasSubstr("9908")));
  document.set_kind(v1::IdDocument::KIND_PASSPORT);
  EXPECT_NE(seal.BlindIndex(document), index);
}

}  // namespace
}  // namespace jiedui::registry
