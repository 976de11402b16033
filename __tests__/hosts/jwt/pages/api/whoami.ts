import type { NextApiHandler } from 'next';
import { getToken } from 'next-auth/jwt';

const whoami: NextApiHandler = async (req, res) => {
  const token = await getToken({ req });
  if (!token) return res.status(401).json({ error: 'Sign in first.' });
  res.status(200).json({ id: token.sub, email: token.email, role: token.role });
};

export default whoami;
