// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/checksum.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "rocksdb/file_checksum.h"

namespace jiedui::store {
namespace {

uint32_t ChecksumOf(const std::string& bytes) { return ExtendChecksum(0, bytes.data(), bytes.size()); }

// Bit by bit, by the definition.
uint32_t ByDefinition(const std::string& bytes) {
  constexpr uint32_t kReversedPolynomial = 0x82f63b78;
  uint32_t crc = 0xffffffff;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kReversedPolynomial : 0);
  }
  return ~crc;
}

std::string BytesOf(size_t count) {
  std::string bytes(count, '\0');
  uint32_t state = 12345;
  for (char& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

// What RocksDB itself makes of a file, most significant byte first.
uint32_t OfRocks(const std::string& bytes) {
  rocksdb::FileChecksumGenContext context;
  const std::unique_ptr<rocksdb::FileChecksumGenerator> generator =
      rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator(context);
  generator->Update(bytes.data(), bytes.size());
  generator->Finalize();
  uint32_t crc = 0;
  for (const char byte : generator->GetChecksum()) crc = crc << 8U | static_cast<unsigned char>(byte);
  return crc;
}

TEST(Checksum, IsThatOfRfc3720) {
  EXPECT_EQ(ChecksumOf(std::string(32, '\0')), 0x8a9136aaU);
  EXPECT_EQ(ChecksumOf(std::string(32, '\xff')), 0x62a8ab43U);
  EXPECT_EQ(ChecksumOf(""), 0U);
  EXPECT_TRUE(CheckChecksums().ok());
}

TEST(Checksum, IsByDefinitionAtAnyLengthAndPlace) {
  const std::string bytes = BytesOf(5000);
  for (size_t count = 0; count < 600; ++count) {
    const size_t place = count % 17;
    EXPECT_EQ(ExtendChecksum(0, bytes.data() + place, count), ByDefinition(bytes.substr(place, count))) << count;
  }
  EXPECT_EQ(ChecksumOf(bytes), ByDefinition(bytes));
}

TEST(Checksum, OfPartsIsThatOfTheWhole) {
  const std::string bytes = BytesOf(1000);
  for (size_t cut = 0; cut <= bytes.size(); cut += 7) {
    EXPECT_EQ(ExtendChecksum(ChecksumOf(bytes.substr(0, cut)), bytes.data() + cut, bytes.size() - cut),
              ChecksumOf(bytes));
  }
}

TEST(Checksum, IsThatOfRocks) {
  for (const size_t count : std::initializer_list<size_t>{0, 1, 7, 64, 4096, 100'003}) {
    const std::string bytes = BytesOf(count);
    EXPECT_EQ(OfRocks(bytes), ByDefinition(bytes)) << count;
  }
}

}  // namespace
}  // namespace jiedui::store
